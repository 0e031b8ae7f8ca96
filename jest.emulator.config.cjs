const { join } = require("node:path");

// The suite knows the copies of the examples, whatever a team has in environments/.
process.env.WEBRTC_ENV_DIR ??= join(__dirname, "__tests__/fixtures/example-environments");

/** What starts real programs: the AWS emulator, Terraform, cdktf. Files run side by side, because they mostly wait. */
module.exports = {
  ...require("./jest.suite.cjs"),
  testMatch: ["<rootDir>/__tests__/integration/emulator/**/*.test.ts"],
  globalSetup: "<rootDir>/__tests__/integration/emulator/helpers/require-tools.ts",
  testSequencer: "<rootDir>/__tests__/integration/emulator/helpers/longest-first.cjs",
  maxWorkers: 4,
  testTimeout: 900_000,
  verbose: true,
};
