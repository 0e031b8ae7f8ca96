import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import type { Problem } from "./problem";
import { shownPath } from "./shown-path";

/** A file of the environments' directory. */
export interface EnvironmentFile {
  /** Name of the environment: the name of the file. */
  readonly name: string;
  readonly absolutePath: string;
  /** As it is shown: relative to the working directory where that is shorter. */
  readonly shownPath: string;
}

const extensions = [".ts", ".js", ".cts", ".cjs"];

/** Extensions that somebody may give an environment and that are not read; data files count where they have an environment's fields. */
const modules = [".mts", ".mjs", ".tsx", ".jsx"];
const data = [".json", ".jsonc", ".json5", ".yaml", ".yml", ".toml"];

const validName = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,19}$/;

/** The environment files of a directory, by name; or what is wrong with the directory. */
export function listEnvironmentFiles(directory: string): { files: EnvironmentFile[]; problems: Problem[] } {
  const root = resolve(directory);
  const wrong = (rule: string, remedy: string): Problem => ({ file: shownPath(root), path: "", rule, remedy });
  const remedy = "set WEBRTC_ENV_DIR to a directory with files such as dev.ts, or leave it out for ./environments";
  const kind = statSync(root, { throwIfNoEntry: false });
  if (!kind) {
    return { files: [], problems: [wrong("There is no such directory.", remedy)] };
  }
  if (!kind.isDirectory()) {
    const one = `WEBRTC_ENV_DIR=${shownPath(dirname(root))} and WEBRTC_ENV=${basename(root, extname(root))}`;
    return { files: [], problems: [wrong("This is a file, not a directory.", `set ${one} for this file alone`)] };
  }
  const paths = readdirSync(root, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => join(root, name))
    .sort();
  const files = paths
    .filter((path) => extensions.includes(extname(path)) && !path.endsWith(".d.ts"))
    .map((path) => ({
      name: basename(path, extname(path)),
      absolutePath: path,
      shownPath: shownPath(path),
    }));
  const notRead = paths.filter(looksLikeEnvironment).map((path) => ({
    file: shownPath(path),
    path: "",
    rule: `An environment is read from ${extensions.slice(0, -1).join(", ")} or ${extensions.at(-1)}, not from ${extname(path)}.`,
    remedy: `rename it to ${basename(path, extname(path))}.ts${data.includes(extname(path)) ? ", with export default before the value" : ""}, or move it to a folder below`,
  }));
  if (files.length === 0) {
    return { files, problems: notRead.length > 0 ? notRead : [wrong("The directory holds no environment.", remedy)] };
  }
  return {
    files,
    problems: [...notRead, ...files.flatMap((file, index) => nameProblems(file, files.slice(0, index)))],
  };
}

/** Whether a file that is not read was probably meant to be. */
function looksLikeEnvironment(path: string): boolean {
  const extension = extname(path);
  if (!validName.test(basename(path, extension)) || !statSync(path, { throwIfNoEntry: false })?.isFile()) {
    return false;
  }
  return modules.includes(extension) || (data.includes(extension) && /\bcostCenter\b/.test(readFileSync(path, "utf8")));
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
  if (!validName.test(file.name)) {
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
