import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type ImportDeclaration, parseSync } from "@swc/core";

const root = join(__dirname, "..");

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(root, folder, file));
}

function importsOf(file: string): ImportDeclaration[] {
  const { body } = parseSync(readFileSync(file, "utf8"), { syntax: "typescript", target: "es2022" });
  return body.flatMap((item) => (item.type === "ImportDeclaration" ? [item] : []));
}

/** Imports of values, as `file imports target`. */
function valueImports(folders: readonly string[], target: RegExp): string[] {
  return folders.flatMap(files).flatMap((file) =>
    importsOf(file)
      .filter((declaration) => !declaration.typeOnly && target.test(declaration.source.value))
      .map((declaration) => `${relative(root, file)} imports ${declaration.source.value}`),
  );
}

describe("imports of types alone", () => {
  it("keeps environment files free of imported values, but for those of folders below", () => {
    const folders = ["environments", "__tests__/fixtures/example-environments"].filter((folder) =>
      existsSync(join(root, folder)),
    );
    expect(valueImports(folders, /^(?!\.\/)/)).toEqual([]);
  });

  it("lets constructs and node files take nothing but types from the environment room", () => {
    expect(valueImports(["modules/aws", "modules/nodes"], /\/environment(\/|$)/)).toEqual([]);
  });
});

it("lets no test and no measurement depend on what a team has in environments/", () => {
  const toEnvironments =
    /["'`](?:\.\.\/)+environments["'`/]|(?:join|resolve)\([^()]*(?:__dirname|project|root)[^()]*["'`]environments["'`/]/;
  const allowed = [
    "__tests__/environment/shipped-environments.test.ts",
    "__tests__/imports.test.ts",
    // Has environments of its own beside it.
    "bench/synth/plan-ratio.ts",
  ];
  expect(
    ["__tests__", "bench"]
      .flatMap(files)
      .filter((file) => toEnvironments.test(readFileSync(file, "utf8")))
      .map((file) => relative(root, file))
      .filter((file) => !allowed.includes(file)),
  ).toEqual([]);
});
