/** Unit, property and invariant tests: hermetic, no Terraform, no network. What starts real programs is in __tests__/integration. */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/integration/"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out/"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
};
