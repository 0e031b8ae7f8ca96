import { inParallel } from "./support/clients";
import { type Front, startHaproxy, startNginx } from "./support/fronts";
import { GoMux, recording } from "./support/go-mux";
import { openAs } from "./support/open-as";
import { askOnce, statusOf } from "./support/raw-connection";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";
import { Chance, openPaths, randomSpellings, simpleSpellings } from "./support/spellings";

/** More by `PATHS_TRIED=20000 npm run fuzz:paths`, others by PATHS_SEED. */
const tried = Number(process.env["PATHS_TRIED"] ?? 600);
const seed = Number(process.env["PATHS_SEED"] ?? 20261128);
const methods = ["GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"] as const;

let mux: GoMux;
let redis: RedisServer;

beforeAll(async () => {
  [mux, redis] = await Promise.all([GoMux.start(), RedisServer.start()]);
}, 300_000);

afterAll(() => Promise.all([mux, redis].map((running) => running.kill())));

const fronts: readonly (readonly [string, () => Promise<Front>])[] = [
  ["nginx", () => startNginx([mux])],
  ["HAProxy", () => startHaproxy([mux])],
  ["the room router", () => RoomRouter.start([mux], redis.url)],
];

/** A request with a target as it is, and a name by which the stand-in's line is found. */
function request(method: string, target: string, agent: string): string {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    "Host: live.example.com",
    `User-Agent: ${agent}`,
    "Content-Length: 0",
    "Connection: close",
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

it("the stand-in hands out the listing to whoever gets there, as the program does", async () => {
  const answers = await Promise.all(
    ["/records/", "/records/%2e%2e/"].map((target) => askOnce(mux.port, request("GET", target, "direct"))),
  );
  expect(answers.filter((answer) => !answer.includes(recording))).toEqual([]);
});

it("the stand-in serves a recording at its own address", async () => {
  expect(await askOnce(mux.port, request("GET", `/records/${recording}`, "direct"))).toContain("a recording");
});

describe.each(fronts)("%s", (name, start) => {
  let front: Front;
  const tryAll = async (what: string, targets: readonly string[], timeout?: number) => {
    const chance = new Chance(seed);
    const tries = targets.flatMap((target, index) =>
      [...new Set(["GET", chance.of(methods)])].map((method) => ({
        method,
        target,
        agent: `${name}-${what}-${index}-${method}`,
      })),
    );
    const answers = await inParallel(tries, ({ method, target, agent }) =>
      askOnce(front.port, request(method, target, agent), timeout),
    );
    const seen = new Map(mux.requests.map((reached) => [reached.agent, reached]));
    return tries.flatMap(({ method, target, agent }, index) => {
      const reached = seen.get(agent);
      const open = openAs(method, target);
      // What was judged is what is sent on: the same path to the letter, before Go undoes anything and after.
      const same = reached?.path === open && reached?.target.split("?")[0] === open;
      const listed = answers[index]?.includes(recording);
      return (reached === undefined || same) && !listed
        ? []
        : [
            `${method} ${JSON.stringify(target)} reached ${reached?.target}${listed ? " and was answered with the listing" : ""}`,
          ];
    });
  };

  beforeAll(async () => {
    front = await start();
  });

  afterAll(() => front.stop());

  it("lets what is open through as it is spelled", async () => {
    const wanted = openPaths.map((path) => ({ method: path.startsWith("/api/") ? "POST" : "GET", path }));
    const answers = await inParallel(wanted, ({ method, path }) =>
      askOnce(front.port, request(method, path, `open-${name}`)),
    );
    expect(answers.map(statusOf)).toEqual([302, 200, 200, 201, 201, 201]);
    const paths = mux.requests.filter(({ agent }) => agent === `open-${name}`).map(({ path }) => path);
    expect([...paths].sort()).toEqual([...openPaths].sort());
  });

  it("lets nothing else through, however it is spelled", async () => {
    expect(await tryAll("simple", simpleSpellings())).toEqual([]);
  });

  it(`lets nothing else through of ${tried} spellings from seed ${seed}`, async () => {
    expect(await tryAll("random", randomSpellings(tried, new Chance(seed)))).toEqual([]);
  });

  it.each(["room%0a", "room%0A", "room%0d%0a", "room%00", "r%6fom", "room%20", "room%2f", "a".repeat(65)])(
    "knows no room %s",
    async (room) => {
      for (const path of [`/api/whip/publish/${room}`, `/api/whep/play/${room}`, `/api/admin/rooms/${room}/close`]) {
        expect([400, 404]).toContain(statusOf(await askOnce(front.port, request("POST", path, `${name}-${room}`))));
      }
      expect(mux.requests.filter(({ agent }) => agent === `${name}-${room}`)).toEqual([]);
    },
  );
});
