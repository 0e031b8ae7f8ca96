import { BodilessService } from "./support/bodiless-service";
import { BootstrapService, roomToken } from "./support/bootstrap-service";
import { type Front, startHaproxy, startNginx } from "./support/fronts";
import { type Instance, startInstances } from "./support/instances";
import { askOnce, RawConnection, statusesUntilClosed, statusOf } from "./support/raw-connection";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";
import { bodies, worst } from "./support/smuggling";

const victims = 20;
let instances: readonly Instance[] = [];
let service: BootstrapService;
let bodiless: BodilessService;
let redis: RedisServer;

beforeAll(async () => {
  [instances, service, bodiless, redis] = await Promise.all([
    startInstances(1),
    BootstrapService.start(),
    BodilessService.start(),
    RedisServer.start(),
  ]);
});

afterAll(() => Promise.all([...instances, service, bodiless, redis].map((running) => running.kill())));

const bootstrap = "/api/bootstrap";
const page = "/web/index.html";

/** What a front is asked by who means no harm, and how the answer tells that it is the right one. */
const honest = {
  bootstrap: { request: get(bootstrap, `X-Auth-Token: ${roomToken["x-auth-token"]}`), answer: '"username"' },
  page: { request: get(page), answer: "<title>Go-Live</title>" },
} as const;

const proxies: readonly (readonly [string, typeof startNginx])[] = [
  ["nginx", startNginx],
  ["HAProxy", startHaproxy],
];

const attacked: readonly (readonly [string, keyof typeof honest, typeof bodies, () => Promise<Front>])[] = [
  ...proxies.flatMap(([name, start]) => [
    [`${name} before the service`, "bootstrap", worst, () => start(instances, [], service.endpoint)] as const,
    [
      `${name} before one that reads no body`,
      "bootstrap",
      bodies,
      () => start(instances, [], bodiless.endpoint),
    ] as const,
  ]),
  // It answers no bootstrap: its other clients are the victims.
  ["the room router", "page", bodies, () => RoomRouter.start(instances, redis.url)],
];

function get(path: string, ...lines: readonly string[]): string {
  return `${[`GET ${path} HTTP/1.1`, "Host: live.example.com", ...lines].join("\r\n")}\r\n\r\n`;
}

/** One client after another attacks and leaves; the next one asks twice, since proxies share connections from the second request on. */
async function taken(
  port: number,
  attack: (victim: number) => string,
  { request, answer }: { readonly request: string; readonly answer: string },
): Promise<number> {
  let wrong = 0;
  for (let victim = 0; victim < victims; victim += 1) {
    const attacker = await RawConnection.open(port);
    await attacker.ask(get(bootstrap));
    await attacker.ask(attack(victim), 200);
    const client = await RawConnection.open(port);
    const answers = [await client.ask(request), await client.ask(request)];
    attacker.close();
    client.close();
    wrong += answers.every((got) => statusOf(got) === 200 && got.includes(answer)) ? 0 : 1;
  }
  return wrong;
}

describe.each(attacked)("behind %s", (_, asked, attacks, start) => {
  const paths = asked === "page" ? [bootstrap, page, "/healthz"] : [bootstrap];
  let front: Front;

  beforeAll(async () => {
    front = await start();
  });

  afterAll(() => front.stop());

  it.each(attacks)("nobody of 20 gets the answer to another one's request: %s", async (_name, attack) => {
    expect(await taken(front.port, (victim) => attack(paths[victim % paths.length] ?? page), honest[asked])).toBe(0);
  });
});

describe.each(proxies)("/api/bootstrap behind %s", (_, start) => {
  let front: Front;

  beforeAll(async () => {
    front = await start(instances, [], service.endpoint);
  });

  afterAll(() => front.stop());

  it.each(["GET", "OPTIONS"])("refuses a %s with a body", async (method) => {
    const head = `${method} ${bootstrap} HTTP/1.1\r\nHost: a\r\n`;
    const answers = [
      await askOnce(front.port, `${head}Content-Length: 4\r\n\r\nbody`),
      await askOnce(front.port, `${head}Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n`),
      await askOnce(front.port, `${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    ];
    expect(answers.map(statusOf)).toEqual([400, 400, 400]);
  });

  it.each(["POST", "PUT", "DELETE", "PATCH"])("refuses %s", async (method) => {
    expect(
      statusOf(await askOnce(front.port, `${method} ${bootstrap} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n`)),
    ).toBe(405);
  });

  it("answers who says that there is no body, and who asks for leave, on one connection", async () => {
    const client = await RawConnection.open(front.port);
    const answers = [
      await client.ask(get(bootstrap, "Content-Length: 0")),
      await client.ask(`OPTIONS ${bootstrap} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n`),
      await client.ask(get(`${bootstrap}?room=a`)),
    ];
    client.close();
    expect(answers.map(statusOf)).toEqual([200, 204, 200]);
  });
});

describe.each(proxies)("pages and rooms behind %s", (_, start) => {
  let front: Front;
  const ask = (method: string, lines: readonly string[], rest = "") =>
    askOnce(front.port, `${[`${method} ${page} HTTP/1.1`, "Host: a", ...lines].join("\r\n")}\r\n\r\n${rest}`);

  beforeAll(async () => {
    front = await start(instances);
  });

  afterAll(() => front.stop());

  it.each(["GET", "HEAD"])("pages refuse a %s with a body", async (method) => {
    const answers = [
      await ask(method, ["Content-Length: 4"], "body"),
      await ask(method, ["Transfer-Encoding: chunked"], "4\r\nbody\r\n0\r\n\r\n"),
    ];
    expect(answers.map(statusOf)).toEqual([400, 400]);
  });

  it("pages are there for who means no harm", async () => {
    const answers = [
      await ask("HEAD", []),
      await ask("GET", ["Content-Length: 0"]),
      await ask("GET", ["Range: bytes=0-3"]),
      await ask("GET", ["X: a\t"]),
      await ask("GET", ["Connection: close, keep-alive"]),
      await ask("GET", [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      ]),
      await askOnce(front.port, `GET ${page} HTTP/1.0\r\nHost: a\r\n\r\n`),
    ];
    expect(answers.map(statusOf).filter((status) => status !== 200 && status !== 206)).toEqual([]);
  });

  it.each(["GET", "PUT", "DELETE", "PATCH"])("rooms take no %s", async (method) => {
    for (const path of ["/api/whip/publish/room-1", "/api/whep/play/room-1", "/api/admin/rooms/room-1/close"]) {
      const request = `${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n`;
      expect(statusOf(await askOnce(front.port, request))).toBe(405);
    }
  });
});

it.each(["port", "adminPort"] as const)("the room router reads past a body that it does not want: %s", async (name) => {
  const router = await RoomRouter.start(instances, redis.url);
  const inside = get("/nothing");
  const after = get("/healthz", "Connection: close");
  const got = [
    await statusesUntilClosed(router[name], `${get("/healthz", `Content-Length: ${inside.length}`)}${inside}${after}`),
    await statusesUntilClosed(
      router[name],
      `${get("/healthz", "Transfer-Encoding: chunked")}${inside.length.toString(16)}\r\n${inside}\r\n0\r\n\r\n${after}`,
    ),
  ];
  await router.stop();
  expect(got).toEqual([
    [200, 200],
    [200, 200],
  ]);
});
