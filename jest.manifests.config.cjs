/** What Kubernetes, compose, nginx, HAProxy, Prometheus and the collector say of live-webrtc's files. */
module.exports = {
  ...require("./jest.base.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/manifests/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  maxWorkers: 2,
  testTimeout: 120_000,
  verbose: true,
};
