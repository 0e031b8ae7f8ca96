/** The page in real browsers, with the functions and a coturn on the loopback address. Screenshots: apps/web/screenshots. */
module.exports = {
  ...require("./jest.suite.cjs"),
  globalSetup: "<rootDir>/__tests__/integration/web/build-page.ts",
  testMatch: ["<rootDir>/__tests__/integration/web/**/*.test.ts"],
  testTimeout: 60_000,
  maxWorkers: 2,
};
