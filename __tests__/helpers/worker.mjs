/** Prepares workers of jest-light-runner. Jest's own, which the same environment reaches, load TypeScript by themselves. */
if (process.argv[1]?.includes("tinypool")) {
  await import("./typescript.mjs");
  await import("./keep-worker-data.mjs");
}
