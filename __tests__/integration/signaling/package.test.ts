import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

const signaling = join(__dirname, "../../../apps/signaling");

function node(options: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const env = { ...process.env, ...environment };
  return execFileSync(process.execPath, [...options], {
    cwd: signaling,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const build = (): string => node(["-r", "tsx/cjs", "build.ts"]);
let first: string;

beforeAll(() => {
  first = build();
});

it("builds the same bytes again", () => {
  expect(build()).toBe(first);
  expect(first.match(/sha256 [0-9a-f]{64}/g)).toHaveLength(2);
});

it.each(["signaling-azure", "turn-credentials-lambda"])("keeps the package %s below 3 MB", (name) => {
  expect(statSync(join(signaling, "dist", `${name}.zip`)).size).toBeLessThan(3_000_000);
});

it.each(["signaling-azure/main.js", "turn-credentials-lambda/index.js"])(
  "imports %s cold within 250 ms (best of 5)",
  (bundle) => {
    const program = `const start = performance.now(); require("./dist/${bundle}"); console.log(performance.now() - start);`;
    const times = Array.from({ length: 5 }, () => Number(node(["-e", program]).trim().split("\n").at(-1)));
    expect(Math.min(...times)).toBeLessThan(250);
  },
);

it("registers every function from the bundle, as from the source", () => {
  const program =
    'require("./dist/signaling-azure/main.js"); console.log(require("@azure/functions-core").registrations.map((r) => r.name).join());';
  expect(node(["-e", program], { NODE_PATH: "local/worker" }).trim()).toBe(
    "session,negotiate,join,leave,signal,turn-credentials,stats,report,health,sweep,nightly",
  );
});
