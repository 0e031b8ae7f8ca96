import { existsSync, readdirSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";
import type { Problem } from "./problem";

/** A file of the environments' directory. */
export interface EnvironmentFile {
  /** Name of the environment: the name of the file. */
  readonly name: string;
  readonly absolutePath: string;
  /** As it is shown: relative to the working directory where that is shorter. */
  readonly shownPath: string;
}

const extensions = [".ts", ".js", ".cts", ".cjs"];

/** The environment files of a directory, by name; or what is wrong with the directory. */
export function listEnvironmentFiles(directory: string): { files: EnvironmentFile[]; problems: Problem[] } {
  const root = resolve(directory);
  const shown = shownPath(root);
  const remedy = "set WEBRTC_ENV_DIR to a directory with files such as dev.ts, or leave it out for ./environments";
  if (!existsSync(root)) {
    return { files: [], problems: [{ file: shown, path: "", rule: "There is no such directory.", remedy }] };
  }
  const files = readdirSync(root, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .filter((entry) => extensions.includes(extname(entry)) && !entry.endsWith(".d.ts"))
    .sort()
    .map((entry) => ({
      name: basename(entry, extname(entry)),
      absolutePath: join(root, entry),
      shownPath: shownPath(join(root, entry)),
    }));
  if (files.length === 0) {
    return { files, problems: [{ file: shown, path: "", rule: "The directory holds no environment.", remedy }] };
  }
  return { files, problems: files.flatMap((file, index) => nameProblems(file, files.slice(0, index))) };
}

function nameProblems(file: EnvironmentFile, earlier: readonly EnvironmentFile[]): Problem[] {
  const twin = earlier.find(({ name }) => name === file.name);
  if (twin) {
    return [
      {
        file: file.shownPath,
        path: "",
        rule: `Two files make the environment "${file.name}": ${basename(twin.absolutePath)} and ${basename(file.absolutePath)}.`,
        remedy: "keep one of them, or give the other a name of its own",
      },
    ];
  }
  if (!/^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,19}$/.test(file.name)) {
    return [
      {
        file: file.shownPath,
        path: "",
        value: JSON.stringify(file.name),
        rule: "The name of an environment is part of the names of its resources: up to 20 lower-case letters, digits and single hyphens, a letter first.",
        remedy: `rename the file, such as ${suggestedName(file.name)}${extname(file.absolutePath)}`,
      },
    ];
  }
  return [];
}

function suggestedName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 20)
    .replace(/-+$/, "");
  return plain === "" ? "staging" : plain;
}

function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length > 0 && fromHere.length < path.length ? fromHere : path;
}
