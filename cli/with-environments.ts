import { join } from "node:path";
import { type LoadedTopologies, loadTopologies, type Problem, type Selection } from "../modules/environment";
import { explainLateError } from "../modules/environment/late-error";
import { endWith, failCommand } from "./fail-command";
import { formatProblems } from "./format-problems";
import { paintIf, showsColours } from "./paint";
import { reportProblems } from "./report-problems";

/** Environments that are right. */
export type Loaded = Extract<LoadedTopologies, { ok: true }>;

/** What a command asks for. */
export interface Request extends Omit<Selection, "directory"> {
  /** Whether problems are reported as JSON. */
  readonly json?: boolean;
  /** What is wrong with the command itself: said together with what is wrong in the files. */
  readonly problems?: readonly Problem[];
}

/** Where environment files are looked for. */
export function environmentDirectory(): string {
  return process.env["WEBRTC_ENV_DIR"] ?? join(__dirname, "../environments");
}

/**
 * Loads environments and hands them to a command; says everything that is wrong, where something is, and makes the process fail.
 * Whatever fails later is said in a sentence, too.
 */
export function withEnvironments(
  { json = false, problems = [], ...selection }: Request,
  use: (loaded: Loaded) => void | Promise<void>,
): void {
  const directory = environmentDirectory();
  const fail = (found: readonly Problem[], warnings: readonly Problem[]) => {
    reportProblems(found, warnings, json);
    endWith(1);
  };
  const loaded = loadTopologies({ directory, ...selection });
  if (problems.length > 0 || !loaded.ok) {
    fail([...problems, ...(loaded.ok ? [] : loaded.problems)], loaded.warnings);
    return;
  }
  // A promise that a file left behind is rejected before the next turn, and nothing is written before that.
  const onRejection = (reason: unknown) => {
    clearImmediate(next);
    fail([explainLateError(reason, directory)], loaded.warnings);
  };
  process.once("unhandledRejection", onRejection);
  const next = setImmediate(() => {
    process.off("unhandledRejection", onRejection);
    process.on("unhandledRejection", (reason) => failCommand(new Error(describeLate(reason, directory))));
    Promise.resolve(loaded).then(use).catch(failCommand);
  });
}

/** What is said of a promise that was rejected so late that the command had begun to work. */
function describeLate(reason: unknown, directory: string): string {
  return formatProblems([explainLateError(reason, directory)], "problem", paintIf(showsColours(process.stderr)));
}
