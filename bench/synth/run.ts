import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cost, measure, median, project, type Result, type Start } from "./measure";
import { planRatio } from "./plan-ratio";

const runs = 5;

/** Prints one line per promise: what was measured, its limit, whether it holds. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "bench-synth-"));
  process.env["TMPDIR"] = directory; // of all programs, too: what they write is gone at the end
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  const results = [...synthAgainstFloor(), ...linearity(), typeCheck()];
  if (!process.argv.includes("--without-plan")) {
    results.push(await planRatio());
  }
  for (const { what, value, limit } of results) {
    console.log(
      `${value <= limit ? "ok  " : "OVER"} ${what.padEnd(72)} ${value.toFixed(2).padStart(7)}  limit ${limit}`,
    );
  }
  process.exitCode = results.every(({ value, limit }) => value <= limit) ? 0 : 1;
}

function synthAgainstFloor(): readonly Result[] {
  const output = { CDKTF_OUTDIR: mkdtempSync(join(tmpdir(), "bench-out-")) };
  const floorOutput = { CDKTF_OUTDIR: mkdtempSync(join(tmpdir(), "bench-floor-")) };
  const { submodules } = measure("synth", "main.ts", [], output); // also warms the caches
  const synth: Cost[] = [];
  const floors: Record<Start, Cost[]> = { tsx: [], synth: [] };
  for (let run = 0; run < runs; run++) {
    floors.tsx.push(measure("tsx", "bench/synth/floor.ts", submodules, floorOutput));
    synth.push(measure("synth", "main.ts", [], output));
    floors.synth.push(measure("synth", "bench/synth/floor.ts", submodules, floorOutput));
  }
  const time = (costs: readonly Cost[]): number => median(costs.map(({ milliseconds }) => milliseconds));
  return [
    {
      what: `synth of all examples (${time(synth).toFixed(0)} ms) over the bare floor (${time(floors.tsx).toFixed(0)} ms)`,
      value: time(synth) / time(floors.tsx),
      limit: 1.5,
    },
    {
      what: `the same, the floor with our tuning of Node (${time(floors.synth).toFixed(0)} ms)`,
      value: time(synth) / time(floors.synth),
      limit: 3,
    },
    {
      what: "memory of synth of all examples, MB",
      value: median(synth.map(({ megabytes }) => megabytes)),
      limit: 130,
    },
  ];
}

function linearity(): readonly Result[] {
  const perStack = new Map([10, 30, 300].map((stacks) => [stacks, millisecondsPerStack(stacks)]));
  const at30 = perStack.get(30) ?? Number.NaN;
  const at300 = perStack.get(300) ?? Number.NaN;
  return [
    {
      what: `time per stack at 300 (${at300.toFixed(1)} ms) over 30 (${at30.toFixed(1)} ms); at 10: ${(perStack.get(10) ?? 0).toFixed(1)} ms`,
      value: at300 / at30,
      limit: 1.2,
    },
  ];
}

/** Median of three runs over as many copies of `dev` as give that many stacks. */
function millisecondsPerStack(stacks: number): number {
  const directory = mkdtempSync(join(tmpdir(), "bench-envs-"));
  for (let copy = 0; copy < stacks / 2; copy++) {
    const dev = JSON.stringify(join(project, "__tests__/fixtures/example-environments/dev"));
    writeFileSync(
      join(directory, `copy${copy}.ts`),
      `import dev from ${dev};\nexport default { ...dev, azure: undefined, domain: "copy${copy}.example.com" };\n`,
    );
  }
  const times = [1, 2, 3].map(() => {
    const printed = execFileSync(process.execPath, ["--require", "tsx/cjs", "bench/synth/many.ts", directory], {
      cwd: project,
      env: { ...process.env, CDKTF_OUTDIR: mkdtempSync(join(tmpdir(), "bench-many-")) },
      encoding: "utf8",
    });
    const measured: { readonly milliseconds: number; readonly stacks: number } = JSON.parse(printed);
    return measured.milliseconds / measured.stacks;
  });
  return median(times);
}

function typeCheck(): Result {
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    spawnSync(join(project, "node_modules/.bin/tsc"), ["--noEmit"], { cwd: project });
    return (performance.now() - started) / 1000;
  });
  return { what: "type check, seconds", value: median(times), limit: 1 };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
