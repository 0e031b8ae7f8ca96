/** The signalling functions behind a local host, with real SignalR clients and Azurite. Loopback only; ends within a minute. */
module.exports = {
  ...require("./jest.suite.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/signaling/**/*.test.ts"],
  testTimeout: 30_000,
  maxWorkers: 1,
};
