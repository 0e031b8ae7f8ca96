import { type FieldPath, parsePath } from "./edit-spec";

/** What an environment file that the last release accepted has to say now. */
export interface SpecEdit {
  readonly environments: readonly string[];
  readonly field: FieldPath;
  /** The value to write; absent where the field goes. */
  readonly value?: unknown;
}

/** Stateful resources that the next release gives up. */
export interface StateRemoval {
  /** Name of a stack; `*` stands for any part of it. */
  readonly stack: string;
  readonly addresses: readonly string[];
}

/** The part of the changelog's section "Unreleased" that the release test holds the project to. */
export interface Unreleased {
  readonly edits: readonly SpecEdit[];
  readonly removals: readonly StateRemoval[];
}

/**
 * Reads the two lists of "Unreleased" that say what breaks: the table "Environment files" and the list "Removed from the state".
 * Throws on a line of either that it does not understand, since such a line would promise something that no test sees.
 */
export function readUnreleased(changelog: string): Unreleased {
  const section = changelog.split("\n## ").find((part) => part.startsWith("[Unreleased]")) ?? "";
  return {
    edits: linesBelow(section, "Environment files", "|").slice(2).map(readEdit),
    removals: linesBelow(section, "Removed from the state", "- ").map(readRemoval),
  };
}

function linesBelow(section: string, heading: string, start: string): readonly string[] {
  const [, part = ""] = section.split(`### ${heading}\n`);
  return (part.split(/^### /m)[0] ?? "").split("\n").filter((line) => line.startsWith(start));
}

function readEdit(line: string): SpecEdit {
  const [, names, field, now] =
    /^\| ((?:`[^`|]+`(?:, )?)+) \| `([^`|]+)` \| (`[^`|]+`|nothing) \| [^|]+ \|$/.exec(line) ?? [];
  if (names === undefined || field === undefined || now === undefined) {
    throw new Error(
      `CHANGELOG.md, Environment files: no row of "environments, field, value or nothing, reason": ${line}`,
    );
  }
  return {
    environments: quoted(names),
    field: parsePath(field),
    ...(now !== "nothing" && { value: JSON.parse(now.slice(1, -1)) }),
  };
}

function readRemoval(line: string): StateRemoval {
  const [stack, ...addresses] = quoted(line);
  if (stack === undefined || addresses.length === 0) {
    throw new Error(`CHANGELOG.md, Removed from the state: no line of "stack: addresses": ${line}`);
  }
  return { stack, addresses };
}

function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
}
