/** What all suites share that run in jest's own runner: how TypeScript is read, and what is not a test. */
module.exports = {
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out/"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
    // jose is published as ES modules alone.
    "/node_modules/jose/.+\\.js$": ["@swc/jest", { jsc: { target: "es2022" } }],
  },
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
};
