const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** Gives a suite's tests and programs one directory for what they write, which stays only if something fails: their logs are in it. */
module.exports = class TemporaryFiles {
  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), "webrtc-stacks-"));
    process.env.TMPDIR = this.directory;
  }

  onRunComplete(_, { numFailedTestSuites, wasInterrupted }) {
    if (numFailedTestSuites === 0 && !wasInterrupted) {
      rmSync(this.directory, { recursive: true, force: true });
    } else {
      console.error(`What the programs wrote is in ${this.directory}`);
    }
  }
};
