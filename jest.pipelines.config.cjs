/** What actionlint, the schema of Azure Pipelines, shellcheck and Terraform say of the pipelines and their scripts. */
module.exports = {
  ...require("./jest.suite.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/pipelines/**/*.test.ts"],
  maxWorkers: 1,
  testTimeout: 120_000,
};
