/** What Kubernetes, compose, nginx, HAProxy, Prometheus and the collector say of live-webrtc's files. */
module.exports = {
  ...require("./jest.suite.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/manifests/**/*.test.ts"],
  maxWorkers: 2,
  testTimeout: 120_000,
  verbose: true,
};
