/** Stand-ins of Go-Live behind the rendered nginx and HAProxy and behind the room router, with real Redis. Loopback only. */
module.exports = {
  ...require("./jest.suite.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/go-live/**/*.test.ts"],
  testTimeout: 60_000,
  maxWorkers: 1,
  verbose: true,
};
