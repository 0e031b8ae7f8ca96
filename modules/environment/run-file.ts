/** What keeps a process alive without an end, by Node's names. Files that are still being written end by themselves. */
const endless = ["Timeout", "TCPServerWrap", "TCPSocketWrap", "UDPWrap", "FSEventWrap"];

/** Something that a file did instead of saying what is wanted. The message goes on from "The file". */
export class UnwantedAct extends Error {}

/** What a file exports. Throws what the file throws, with the lines of its TypeScript in the stack. */
export function runFile(path: string): unknown {
  const exit = process.exit;
  const running = process.getActiveResourcesInfo();
  process.exit = refuseExit;
  process.setSourceMapsEnabled(true);
  try {
    const exported: unknown = require(path);
    const left = leftOver(running, process.getActiveResourcesInfo());
    if (left.length > 0) {
      throw new UnwantedAct(`leaves something running (${left.join(", ")}), for which the command would wait`);
    }
    return exported;
  } catch (error) {
    // The lines are looked up when the stack is read for the first time.
    void (error instanceof Error && error.stack);
    throw error;
  } finally {
    process.setSourceMapsEnabled(false);
    process.exit = exit;
  }
}

function refuseExit(): never {
  throw new UnwantedAct("ends the command with process.exit");
}

function leftOver(before: readonly string[], after: readonly string[]): readonly string[] {
  const count = (resources: readonly string[], kind: string) => resources.filter((each) => each === kind).length;
  return endless.filter((kind) => count(after, kind) > count(before, kind));
}
