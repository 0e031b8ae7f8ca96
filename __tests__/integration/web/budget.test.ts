import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Site, startWorld, type World } from "./world";

const dist = join(__dirname, "../../../apps/web/dist");

/** Bytes of a file as servers send it. */
function sent(file: string): number {
  return gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
}

let world: World;
let site: Site;

beforeAll(async () => {
  world = await startWorld();
  site = await world.site();
});

afterAll(() => world.stop());

it("keeps both pages together below 60 KB, compressed", () => {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(html|js|css|svg)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(4);
  expect(files.reduce((sum, file) => sum + sent(file), 0)).toBeLessThan(60_000);
});

it("asks for few files, none of them twice and all of its own", async () => {
  const visitor = await site.visitor();
  await visitor.page.goto(site.url, { waitUntil: "networkidle" });
  expect(visitor.requests.length).toBeLessThanOrEqual(7);
  expect(new Set(visitor.requests).size).toBe(visitor.requests.length);
  expect(visitor.requests.filter((url) => !url.startsWith(site.url))).toEqual([]);
  await visitor.close();
});

it("shows something within a second, does not jump, and does not block", async () => {
  const loads: Load[] = [];
  // The best of three: a busy machine is not the page's fault.
  for (let load = 0; load < 3; load += 1) {
    const visitor = await site.visitor({ viewport: { width: 390, height: 844 } });
    await visitor.page.addInitScript({ content: observe });
    await visitor.page.goto(site.url, { waitUntil: "networkidle" });
    loads.push(await visitor.page.evaluate<Load>("measured"));
    await visitor.close();
  }
  const best = (what: keyof Load): number => Math.min(...loads.map((load) => load[what]));
  expect(best("paint")).toBeGreaterThan(0);
  expect(best("paint")).toBeLessThan(1000);
  expect(best("shift")).toBeLessThan(0.1);
  expect(best("blocked")).toBeLessThan(200);
});

it("is told by its pipeline where it is published to, and refuses what is no deployment", () => {
  const copy = mkdtempSync(join(tmpdir(), "page-"));
  cpSync(dist, copy, { recursive: true });
  const configure = (endpoints: unknown) => {
    const program = [join(dist, "../deploy/configure.ts"), copy, JSON.stringify(endpoints)];
    return spawnSync(process.execPath, ["--import", "tsx", ...program], { encoding: "utf8" });
  };
  const region = { key: "westeurope", api: "https://f.example.com/api", signalr: "https://s.example.com", stun: [] };
  expect(configure([region]).status).toBe(0);
  expect(JSON.parse(readFileSync(join(copy, "config.json"), "utf8")).endpoints).toEqual([
    { key: "westeurope", api: "https://f.example.com/api" },
  ]);
  expect(readFileSync(join(copy, "staticwebapp.config.json"), "utf8")).toContain("wss://s.example.com");
  const { status, stderr } = configure([{ ...region, signalr: "none" }]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/0\.signalr: an address/);
  rmSync(copy, { recursive: true });
});

it("is sent with a content security policy that lets no inline code in", async () => {
  const { headers } = await fetch(site.url);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|data:/);
});

/** How a page came up: milliseconds, and a share of the screen. */
interface Load {
  readonly paint: number;
  readonly shift: number;
  readonly blocked: number;
}

/** First contentful paint, cumulative layout shift and total blocking time, as Lighthouse counts them. */
const observe = `
  window.measured = { paint: 0, shift: 0, blocked: 0 };
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("paint", (entry) => entry.name === "first-contentful-paint" && (measured.paint = entry.startTime));
  watch("layout-shift", (entry) => (measured.shift += entry.value));
  watch("longtask", (entry) => (measured.blocked += Math.max(0, entry.duration - 50)));`;
