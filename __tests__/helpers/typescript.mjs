/**
 * How tests load TypeScript: by swc, in this process, since tsx asks another program for each file that it has not seen. tsx stays
 * for the rest: paths without an ending, and packages that are published as ES modules alone.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { transformSync } from "@swc/core";
import "../../cli/typescript.cjs";
import "tsx/esm";

const { extensions } = createRequire(import.meta.url);
const options = {
  swcrc: false,
  jsc: { parser: { syntax: "typescript" }, target: "es2022" },
  module: { type: "commonjs" },
  sourceMaps: "inline",
};

extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), { ...options, filename });
  module._compile(code, filename);
};

// So that a failure names the line of the test. The bindings' maps, which would cost most, were cut off.
process.setSourceMapsEnabled(true);
