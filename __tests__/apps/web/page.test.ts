import { safeParse } from "valibot";
import { deployment, pageConfigOf, staticWebAppConfig } from "../../../apps/web/deploy/deployment";
import { serversToTry } from "../../../apps/web/src/diagnosis/server-list";
import { pageConfig } from "../../../apps/web/src/page-config";
import { patiently } from "../../../apps/web/src/room/patiently";
import { newRoomId, roomIdOf, roomLink } from "../../../apps/web/src/room/room-link";
import { ApiError, errorOf } from "../../../apps/web/src/signaling/api-error";

const regions = [
  {
    key: "westeurope",
    api: "https://func-weu.example.com/api",
    signalr: "https://sr-weu.example.com",
    stun: ["stun:t.example.com:3478"],
  },
  {
    key: "northeurope",
    api: "https://func-neu.example.com/api",
    signalr: "https://sr-neu.example.com",
    stun: ["stun:t.example.com:3478"],
  },
];

describe("a room's link", () => {
  it("has 128 random bits that are valid as an id", () => {
    const ids = new Set(Array.from({ length: 100 }, newRoomId));
    expect(ids.size).toBe(100);
    for (const id of ids) {
      expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    }
  });

  it("holds the id where no server sees it, and gives it back", () => {
    const id = newRoomId();
    const link = roomLink("https://rooms.example.com/?from=mail", id);
    expect(link).toBe(`https://rooms.example.com/#${id}`);
    expect(roomIdOf(link)).toBe(id);
  });

  it.each(["", "#", "#short", "#..%2F..%2Fadmin", "#<script>alert(1)</script>"])("names no room with %j", (hash) => {
    expect(roomIdOf(`https://rooms.example.com/${hash}`)).toBeUndefined();
  });
});

describe("a published page", () => {
  it("knows its endpoints, and each STUN server once", () => {
    const config = pageConfigOf(regions);
    expect(config.endpoints.map(({ key }) => key)).toEqual(["westeurope", "northeurope"]);
    expect(config.stun).toEqual(["stun:t.example.com:3478"]);
    expect(safeParse(pageConfig, config).success).toBe(true);
  });

  it("may connect to its own functions and SignalR services, and to nothing else", () => {
    const policy = staticWebAppConfig(regions).globalHeaders["Content-Security-Policy"] ?? "";
    const connect = policy.split("; ").find((directive) => directive.startsWith("connect-src"));
    expect(connect?.split(" ").slice(1)).toEqual([
      "'self'",
      "https://func-weu.example.com",
      "https://sr-weu.example.com",
      "wss://sr-weu.example.com",
      "https://func-neu.example.com",
      "https://sr-neu.example.com",
      "wss://sr-neu.example.com",
    ]);
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it.each([
    ["no region", []],
    ["a region without functions", [{ key: "x", signalr: "https://sr.example.com" }]],
    ["an address that is none", [{ key: "x", api: "https://f.example.com/api", signalr: "sr" }]],
    ["a field too many", [{ ...regions[0], secret: "x" }]],
  ])("is not configured with %s", (_what, value) => {
    expect(safeParse(deployment, value).success).toBe(false);
  });

  it.each(["http://f.example.com/api", "https://f.example.com/api; script-src *", "javascript:alert(1)"])(
    "calls no functions at %j",
    (api) => {
      expect(safeParse(pageConfig, { endpoints: [{ key: "x", api }], stun: [] }).success).toBe(false);
    },
  );
});

it("tries every address of every server on its own", () => {
  const urls = [
    "turn:t.example.com:3478?transport=udp",
    "turn:t.example.com:3478?transport=tcp",
    "turns:t.example.com:443?transport=tcp",
  ];
  const servers = serversToTry(["stun:s.example.com"], [{ urls, username: "u", credential: "c" }]);
  expect(servers.map(({ host, transport }) => `${transport} ${host}`)).toEqual([
    "STUN, UDP s.example.com",
    "TURN, UDP t.example.com:3478",
    "TURN, TCP t.example.com:3478",
    "TURN, TLS t.example.com:443",
  ]);
});

describe("a refusal", () => {
  it("is read from problem details", () => {
    const body = { code: "busy", title: "Too busy", detail: "Ask again.", retryAfterSeconds: 1 };
    const error = errorOf(503, JSON.stringify(body));
    expect([error.code, error.passing, error.retryAfterSeconds]).toEqual(["busy", true, 1]);
  });

  it("may come from something that knows no problem details", () => {
    const error = errorOf(502, "<html>");
    expect([error.code, error.passing]).toEqual(["unexpected", true]);
  });

  it("is asked about again only where that may help soon", async () => {
    jest.useFakeTimers();
    const once = jest
      .fn()
      .mockRejectedValueOnce(new ApiError("busy", "", 1))
      .mockResolvedValueOnce("done");
    const result = patiently(once);
    await jest.advanceTimersByTimeAsync(1100);
    expect(await result).toBe("done");
    for (const error of [new ApiError("not-a-member", ""), new ApiError("too-many-requests", "", 3600)]) {
      await expect(patiently(() => Promise.reject(error))).rejects.toBe(error);
    }
    jest.useRealTimers();
  });
});
