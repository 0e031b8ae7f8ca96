import type { EnvironmentFile } from "./environment-files";
import type { Problem } from "./problem";
import { suggestion } from "./schema/nearest";

/** Which environments to load. */
export interface Selection {
  /** Directory of the environment files, `*.ts` or `*.js`; the name of a file is the name of its environment. */
  readonly directory: string;
  /** Names, by comma; absent or empty: all. */
  readonly environments?: string | undefined;
  /** Clouds, by comma; absent or empty: all. */
  readonly clouds?: string | undefined;
}

/** Clouds that an environment can have a part on, and `files` for what runs without one. */
export const clouds = ["aws", "azure", "files"] as const;

/** A part of what there is, and the names that were asked for in vain. */
export interface Selected<T> {
  readonly chosen: readonly T[];
  readonly problems: readonly Problem[];
}

/** The files that `WEBRTC_ENV` names. */
export function selectFiles(files: readonly EnvironmentFile[], wanted: string | undefined): Selected<EnvironmentFile> {
  const { chosen, problems } = selectNames(
    files.map(({ name }) => name),
    wanted,
    "WEBRTC_ENV",
    "environment",
  );
  return { chosen: files.filter(({ name }) => chosen.includes(name)), problems };
}

/** The clouds that `WEBRTC_CLOUD` names. */
export function selectClouds(wanted: string | undefined): Selected<string> {
  return selectNames(clouds, wanted, "WEBRTC_CLOUD", "cloud");
}

function selectNames(
  known: readonly string[],
  wanted: string | undefined,
  variable: string,
  kind: string,
): Selected<string> {
  const names = (wanted ?? "").split(",").flatMap((name) => name.trim() || []);
  if (names.length === 0) {
    return { chosen: known, problems: [] };
  }
  return {
    chosen: known.filter((name) => names.includes(name)),
    problems: names
      .filter((name) => !known.includes(name))
      .map((name) => ({
        file: "selection",
        path: variable,
        value: JSON.stringify(name),
        rule: `There is no such ${kind}. ${suggestion(name, known, "There are")}`,
        remedy: `name one of ${known.join(", ")}, some by comma, or leave ${variable} out for all`,
      })),
  };
}
