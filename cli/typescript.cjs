/**
 * Lets Node load this project's TypeScript. Source maps are off: the providers' bindings carry theirs inline, and reading
 * them takes as long as loading them. `node -r tsx/cjs main.ts` gives stack traces with TypeScript's lines.
 */
require("tsx/cjs");
process.setSourceMapsEnabled(false);
