/** What the suites share that start real programs. */
module.exports = {
  ...require("./jest.base.cjs"),
  testPathIgnorePatterns: ["/node_modules/"],
  reporters: ["default", "<rootDir>/__tests__/integration/support/end-of-run.cjs"],
};
