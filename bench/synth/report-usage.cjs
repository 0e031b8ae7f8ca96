/** Writes, when the process ends, its largest resident set in KiB and the submodules of provider packages that it loaded. */
process.once("exit", () => {
  const submodule = /\/node_modules\/(@cdktf\/provider-[a-z]+\/lib\/[a-z0-9-]+)\/index\.js$/;
  const submodules = Object.keys(require.cache).flatMap((file) => submodule.exec(file)?.[1] ?? []);
  const usage = { kibibytes: process.resourceUsage().maxRSS, submodules };
  require("node:fs").writeFileSync(process.env.USAGE_FILE, JSON.stringify(usage));
});
