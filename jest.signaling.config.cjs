/** The signalling functions behind a local host, with real SignalR clients and Azurite. Loopback only; ends within a minute. */
module.exports = {
  ...require("./jest.base.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/signaling/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 30_000,
  maxWorkers: 1,
};
