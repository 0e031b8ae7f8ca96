import { readSettings } from "@webrtc-stacks/signaling/read-settings";
import { route } from "../../../apps/room-router/src/proxy/routes";
import { routerSettings } from "../../../apps/room-router/src/settings";
import { closedPaths, roomPaths } from "../../../modules/nodes/go-live/paths";
import { routerEnvironment } from "../../../modules/nodes/go-live/room-router";

it.each(closedPaths.filter((path) => path !== "/healthz"))("closes %s like the rendered proxies", (path) => {
  expect(route("GET", path).kind).toBe("closed");
});

it.each(["publish", "play", "close"] as const)("passes %s on where the rendered proxies do", (kind) => {
  const { before, after } = roomPaths[kind];
  expect(route("POST", `${before}a-Room_1${after}`)).toEqual({ kind, room: "a-Room_1" });
  expect(route("GET", `${before}a-Room_1${after}`).kind).toBe("wrong-method");
});

it.each(["", "a/b", "%61", "..", "a".repeat(65), "a?b", "ä"])("takes %j for no name of a room", (name) => {
  expect(route("POST", `/api/whip/publish/${name}`).kind).toBe("wrong-name");
});

it.each(["/web/../records/x", "/web/%2e%2e/metrics", "//web/index.html", "/web/.env", "/web/a/b", "/webx", "/web"])(
  "closes %s",
  (path) => {
    expect(route("GET", path).kind).toBe("closed");
  },
);

it.each(["/", "/web/", "/web/index.html", "/web/app.js"])("opens the page %s", (path) => {
  expect(route("GET", path).kind).toBe("page");
});

it("reads exactly the settings that the shapes give it", () => {
  const environment = routerEnvironment({
    instances: { dnsName: "live.internal", port: 8080 },
    redisUrl: "rediss://redis.internal:6379",
    redisPasswordFile: "/run/secrets/redis",
    host: "0.0.0.0",
    adminHost: "127.0.0.1",
    drainSeconds: 3600,
  });
  const read = readSettings(routerSettings, environment);
  expect(Object.keys(environment).filter((name) => !(name in read))).toEqual([]);
  expect(read.INSTANCES_DNS).toBe("http://live.internal:8080");
});

it("says all that is wrong with its settings at once, and shows no value", () => {
  const wrong = { INSTANCES: "a", REDIS_URL: "redis://:password@host", PORT: "99999" };
  expect(() => readSettings(routerSettings, wrong)).toThrow(/INSTANCES[\s\S]*REDIS_URL[\s\S]*PORT/);
  expect(() => readSettings(routerSettings, wrong)).not.toThrow(/password@/);
});
