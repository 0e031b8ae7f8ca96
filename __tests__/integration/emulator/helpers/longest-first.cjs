const Sequencer = require("@jest/test-sequencer").default;

/** Environments that take longest. On a machine that never ran them jest would go by the size of their files, which says nothing. */
const longest = ["prod", "openvidu", "dev", "live"].map((name) => `/emulator/${name}.test.ts`);

/** Starts with what takes longest, so that the whole suite does not wait for it at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = longest.findIndex((end) => path.endsWith(end));
      return found === -1 ? longest.length : found;
    };
    return [...tests].sort((a, b) => place(a) - place(b));
  }
};
