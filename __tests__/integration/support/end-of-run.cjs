/** For how long a run may do something after its last test. */
const milliseconds = 500;

/**
 * Ends jest when its tests have: a suite whose set-up failed leaves servers and programs that nobody stops, and jest would wait for them
 * for ever.
 */
module.exports = class EndOfRun {
  onRunComplete(_, { numFailedTestSuites, wasInterrupted }) {
    // Does not keep a process alive that has nothing left to do.
    setTimeout(() => {
      console.error("Something that the tests started was still open after the last one; it is ended.");
      process.exit(numFailedTestSuites > 0 || wasInterrupted ? 1 : undefined);
    }, milliseconds).unref();
  }
};
