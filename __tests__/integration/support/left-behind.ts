import { readdirSync, readFileSync } from "node:fs";

/** A process as Linux lists it. */
export interface Process {
  readonly pid: number;
  /** Its command line. */
  readonly words: string;
}

interface Entry extends Process {
  readonly parent: number;
  readonly group: number;
  readonly marked: boolean;
}

/**
 * What still runs of a run: members of its process group, programs whose environment holds the run's mark, which is how those are found
 * that left the group, and whatever either of them started.
 */
export function leftBehind(group: number, mark: string): readonly Process[] {
  const entries = processes(mark);
  const found = new Set(entries.filter((entry) => entry.group === group || entry.marked).map(({ pid }) => pid));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of entries) {
      if (found.has(parent)) {
        found.add(pid);
      }
    }
  }
  return entries.filter(({ pid }) => found.has(pid) && pid !== process.pid);
}

/** Ends processes at once. */
export function endAtOnce(processes: readonly Process[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

function processes(mark: string): readonly Entry[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => read(Number(pid), mark) ?? []);
}

/** Undefined for a process that ended meanwhile, belongs to somebody else, or has ended and waits for its parent. */
function read(pid: number, mark: string): Entry | undefined {
  try {
    // After the name in brackets, which may hold anything: state, parent, group.
    const [state, parent, group] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    if (state === "Z") {
      return undefined;
    }
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    const marked = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(mark);
    return { pid, words, parent: Number(parent), group: Number(group), marked };
  } catch {
    return undefined;
  }
}
