/** Unit, property and invariant tests: hermetic, no Terraform, no network. What starts real programs is in __tests__/integration. */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/integration/", "<rootDir>/__tests__/policy/"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out/"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
    // jose is published as ES modules alone.
    "/node_modules/jose/.+\\.js$": ["@swc/jest", { jsc: { target: "es2022" } }],
  },
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
};
