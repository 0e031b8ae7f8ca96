import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Problem } from "../../modules/environment";
import { listEnvironmentFiles } from "../../modules/environment/environment-files";
import { selectFiles } from "../../modules/environment/selection";
import { shownPath } from "../../modules/environment/shown-path";
import { sourceLine } from "../../modules/environment/source-line";

const project = resolve(__dirname, "../..");

/** What the compiler finds in the TypeScript of environments, wherever they are kept. */
export function typeErrors(directory: string, environments: string | undefined): readonly Problem[] {
  const { chosen } = selectFiles(listEnvironmentFiles(directory).files, environments);
  const files = chosen.map(({ absolutePath }) => absolutePath).filter((path) => /\.c?ts$/.test(path));
  if (files.length === 0) {
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), "check-types-"));
  try {
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration(files)));
    const compiler = join(project, "node_modules/typescript/bin/tsc");
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, "--pretty", "false", "-p", folder], {
      cwd: project,
      encoding: "utf8",
    });
    return readErrors(`${stdout}${stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As the project is compiled; the type is found by the package's name, too, where the package is not installed. */
function configuration(files: readonly string[]) {
  return {
    extends: join(project, "tsconfig.json"),
    compilerOptions: {
      incremental: false,
      tsBuildInfoFile: null,
      typeRoots: [join(project, "node_modules/@types")],
      types: ["node"],
      paths: { "webrtc-stacks": [join(project, "modules/environment/index.ts")] },
    },
    files,
    include: [],
  };
}

/** `path(line,column): error TS1234: text`, with more detail on lines that are indented. */
function readErrors(output: string): readonly Problem[] {
  return [...output.matchAll(/^(.+)\((\d+),(\d+)\): error (TS\d+): (.+)$/gm)].map(
    ([, path = "", line, column, code, text = ""]) => ({
      file: shownPath(resolve(project, path)),
      path: "",
      position: { line: Number(line), column: Number(column), text: sourceLine(resolve(project, path), Number(line)) },
      rule: text,
      remedy: `see the type Environment in modules/environment/input (${code})`,
    }),
  );
}
