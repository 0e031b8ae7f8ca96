/**
 * Lets Node load this project's TypeScript. Installed packages are JavaScript already: they are loaded by Node alone, and without
 * their source maps, which are two thirds of the providers' bindings. That halves the time and the memory of loading them.
 * `node -r tsx/cjs main.ts` gives stack traces with TypeScript's lines.
 */
const { readFileSync } = require("node:fs");
const { extensions } = require;
const load = extensions[".js"];

require("tsx/cjs");
process.setSourceMapsEnabled(false);

const translate = extensions[".js"];
const installed = /[\\/]node_modules[\\/]/;
const bindings = /[\\/]node_modules[\\/]@cdktf[\\/]provider-/;
const sourceMap = "//# sourceMappingURL=data:";

function loadBindings(module, filename) {
  const source = readFileSync(filename);
  const end = source.lastIndexOf(sourceMap);
  module._compile(source.toString("utf8", 0, end === -1 ? source.length : end), filename);
}

function loadInstalled(module, filename) {
  try {
    load(module, filename);
  } catch (error) {
    if (error.code !== "ERR_REQUIRE_ESM" || !error.message.includes(filename)) {
      throw error;
    }
    translate(module, filename); // published as ECMAScript modules alone
  }
}

extensions[".js"] = (module, filename) => {
  if (bindings.test(filename)) {
    loadBindings(module, filename);
  } else if (installed.test(filename)) {
    loadInstalled(module, filename);
  } else {
    translate(module, filename);
  }
};
