/**
 * Unit, property and invariant tests: hermetic, no Terraform, no network. What starts real programs is in __tests__/integration.
 *
 * The infrastructure's tests run in a runner that loads modules as Node does, once per worker: cdktf and the providers' bindings
 * are 22 MB of source, which jest's own runner would load again for every file. Some tests replace modules or clocks, which only
 * jest's own runner can.
 */
const { availableParallelism } = require("node:os");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const base = require("./jest.base.cjs");

const ignored = ["/node_modules/", "<rootDir>/__tests__/integration/", "<rootDir>/__tests__/policy/"];
// Workers are processes of their own: they learn from their environment what to load first.
const atStart = `--import ${pathToFileURL(join(__dirname, "__tests__/helpers/worker.mjs"))}`;
// What a synthesis leaves behind is young: a larger nursery is collected less often.
process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS ?? "", "--max-semi-space-size=64", atStart].join(" ");

const replacing = ["/apps/web/[^/]+", "/apps/signaling/(handlers|registration|sql-archive)"].map(
  (path) => `${path}\\.test\\.ts$`,
);

module.exports = async () => {
  // One worker is none: the tests run in this process, which was started without the loader.
  if (process.argv.some((word) => /^(-i|--runInBand|-w|--maxWorkers)/.test(word))) {
    await import("./__tests__/helpers/typescript.mjs");
  }
  return settings;
};

const settings = {
  // Even two cores take two: one of them waits often for programs and files.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    {
      displayName: "plain",
      runner: "jest-light-runner/child-process",
      roots: ["<rootDir>/__tests__"],
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: [...ignored, ...replacing],
      modulePathIgnorePatterns: base.modulePathIgnorePatterns,
      transform: {},
    },
    {
      ...base,
      displayName: "replacing",
      roots: ["<rootDir>/__tests__/apps", "<rootDir>/apps/signaling/src"],
      testRegex: replacing,
    },
  ],
};
