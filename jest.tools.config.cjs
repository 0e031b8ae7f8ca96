/** What the programs themselves say of our rendered files: cloud-init, Ansible, Packer, nginx, HAProxy, nftables, systemd. */
module.exports = {
  ...require("./jest.suite.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/tools/**/*.test.ts"],
  maxWorkers: 2,
  testTimeout: 600_000,
  verbose: true,
};
