/** Runners and commands with planted failures: they end, say why, and leave no program behind. */
module.exports = {
  ...require("./jest.suite.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/runners/**/*.test.ts"],
  testTimeout: 120_000,
  maxWorkers: 2,
  verbose: true,
};
