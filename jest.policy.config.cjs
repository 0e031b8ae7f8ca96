/** What the policy scanner says of every example stack. */
module.exports = {
  ...require("./jest.suite.cjs"),
  testMatch: ["<rootDir>/__tests__/policy/**/*.test.ts"],
  testTimeout: 300_000,
  verbose: true,
};
