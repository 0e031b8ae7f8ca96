/** What the policy scanner says of every example stack. */
module.exports = {
  ...require("./jest.base.cjs"),
  testMatch: ["<rootDir>/__tests__/policy/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 300_000,
  verbose: true,
};
