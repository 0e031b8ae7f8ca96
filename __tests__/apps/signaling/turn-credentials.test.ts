import { createHmac } from "node:crypto";
import fc from "fast-check";
import { UpstreamError } from "../../../apps/signaling/src/core/errors";
import type { TurnSource } from "../../../apps/signaling/src/ports/turn-source";
import type { TurnSourceName } from "../../../apps/signaling/src/shared/wire";
import { turnRestCredential } from "../../../apps/signaling/src/turn/shared-secret-source";
import { call, credentialsIn, enter, pair, roomId } from "./support/client";
import { turnSecret, type World, world } from "./support/fakes";
import { parseSettings } from "./support/settings";

async function credentials(here: World, token: string, body?: unknown, headers: Record<string, string> = {}) {
  return call(here, "turn-credentials", { token, roomId, headers, ...(body === undefined ? {} : { body }) });
}

function source(name: TurnSourceName, works: () => boolean = () => true): TurnSource {
  return {
    name,
    issue: async () => {
      if (!works()) {
        throw new UpstreamError(name, "timeout");
      }
      return [{ urls: [`turn:${name}.example.com`], username: "u", credential: "c" }];
    },
  };
}

it("computes the password as coturn does: base64 of HMAC-SHA1 over expiry:user (vector made with openssl)", () => {
  expect(turnRestCredential("north-secret", "alice", 1_700_000_600)).toEqual({
    username: "1700000600:alice",
    credential: "EdbFJ9kE5DnzTiD/imsvvWqUMAs=",
  });
});

it("gives a member with company credentials that name the user and end in ten minutes", async () => {
  const here = world();
  const [alice] = await pair(here);
  const reply = await credentials(here, alice.token);
  const expiry = here.clock.time / 1000 + 600;
  const username = `${expiry}:${alice.userId}`;
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual({
    iceServers: [
      {
        urls: ["turn:turn.example.com:3478?transport=udp"],
        username,
        credential: createHmac("sha1", turnSecret).update(username).digest("base64"),
      },
    ],
    source: "aws",
    ttlSeconds: 600,
    expiresAt: new Date(expiry * 1000).toISOString(),
  });
});

it("never lets credentials live longer than ten minutes or shorter than one, whatever the settings say", async () => {
  const cases = fc.asyncProperty(fc.integer({ min: 60, max: 600 }), fc.nat(86_400), async (ttl, later) => {
    const here = world({ TURN_TTL_SECONDS: String(ttl) });
    here.clock.pass(later);
    const [alice] = await pair(here);
    const { iceServers, expiresAt, ttlSeconds } = credentialsIn(await credentials(here, alice.token));
    const life = Number(iceServers[0]?.username.split(":")[0]) - here.clock.time / 1000;
    expect([life, ttlSeconds, (Date.parse(expiresAt) - here.clock.time) / 1000]).toEqual([ttl, ttl, ttl]);
  });
  await fc.assert(cases, { numRuns: 30 });
  for (const [ttl, kept] of [
    [86_400, 600],
    [0, 60],
  ] as const) {
    const here = world({}, { settings: { ...parseSettings({}), TURN_TTL_SECONDS: ttl } });
    const [alice] = await pair(here);
    expect(credentialsIn(await credentials(here, alice.token)).ttlSeconds).toBe(kept);
  }
  expect(() => world({ TURN_TTL_SECONDS: "601" })).toThrow("TURN_TTL_SECONDS");
  expect(() => world({ TURN_TTL_SECONDS: "59" })).toThrow("TURN_TTL_SECONDS");
});

it("refuses who is alone, who is no member, who left and who has vanished", async () => {
  const here = world();
  const [alice, bob] = await pair(here);
  const stranger = await enter(here);
  expect(await credentials(here, stranger.token)).toMatchObject({ status: 403, body: { code: "not-a-member" } });
  await call(here, "leave", { token: bob.token, roomId });
  expect(await credentials(here, bob.token)).toMatchObject({ status: 403, body: { code: "not-a-member" } });
  expect(await credentials(here, alice.token)).toMatchObject({
    status: 409,
    body: { code: "room-lonely" },
    headers: { "retry-after": "5" },
  });
  here.clock.pass(91);
  expect(await credentials(here, alice.token)).toMatchObject({ status: 403, body: { code: "not-a-member" } });
});

it("gives nobody anything while switched off, without counting", async () => {
  const here = world({ TURN_ENABLED: "false" });
  const [alice] = await pair(here);
  expect(await credentials(here, alice.token)).toMatchObject({
    status: 503,
    body: { code: "turn-off" },
    headers: { "retry-after": "300" },
  });
  expect(here.journal.lines).toContainEqual({ what: "turn_credentials_refused", fields: { cause: "off" } });
});

it.each([
  ["user", { TURN_USER_HOURLY_CAP: "3" }, 429],
  ["user", { TURN_USER_DAILY_CAP: "3" }, 429],
  ["address", { TURN_ADDRESS_HOURLY_CAP: "3" }, 429],
  ["address", { TURN_ADDRESS_DAILY_CAP: "3" }, 429],
])("stops at the cap of the %s given by %j and says when to come again", async (scope, settings, status) => {
  const here = world(settings);
  const [alice] = await pair(here);
  const replies = [];
  for (let i = 0; i < 4; i += 1) {
    replies.push(await credentials(here, alice.token));
  }
  expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, status]);
  expect(Number(replies[3]?.headers?.["retry-after"])).toBeGreaterThan(0);
  expect(here.journal.lines.at(-1)).toEqual({ what: "turn_credentials_refused", fields: { cause: `cap_${scope}` } });
});

it("stops at the cap of everyone, whoever asks, and says when to come again", async () => {
  const here = world({ TURN_DAILY_CAP: "100" });
  const replies = [];
  for (let n = 0; n <= 100; n += 1) {
    const [alice] = await pair(here);
    replies.push(await credentials(here, alice.token, undefined, { "x-forwarded-for": `198.${n}.100.7` }));
    await call(here, "leave", { token: alice.token, roomId });
    here.clock.pass(91);
  }
  expect(replies.findIndex(({ status }) => status !== 200)).toBe(100);
  expect(replies.at(-1)).toMatchObject({ status: 503, body: { code: "turn-unavailable" } });
  expect(Number(replies.at(-1)?.headers?.["retry-after"])).toBeGreaterThan(0);
  expect(here.journal.lines.at(-1)).toEqual({ what: "turn_credentials_refused", fields: { cause: "cap_everyone" } });
});

it("counts the address that the platform saw, not one that the client put before it", async () => {
  const here = world({ TURN_ADDRESS_HOURLY_CAP: "2" });
  const [alice] = await pair(here);
  const statuses = [];
  for (const forged of ["192.0.2.1", "192.0.2.2", "192.0.2.3"]) {
    const headers = {
      "x-forwarded-for": `${forged}, 198.51.100.7:50123`,
      "x-real-ip": forged,
      forwarded: `for=${forged}`,
    };
    statuses.push((await credentials(here, alice.token, undefined, headers)).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

it("asks the sources in order, the next one where one fails, those last that the client could not reach", async () => {
  let awsWorks = true;
  const here = world({}, { turnSources: [source("aws", () => awsWorks), source("azure"), source("metered")] });
  const [alice] = await pair(here);
  const chosen = async (body?: unknown) => (await credentials(here, alice.token, body)).body;
  expect(await chosen()).toMatchObject({ source: "aws" });
  expect(await chosen({ avoid: ["aws"] })).toMatchObject({ source: "azure" });
  expect(await chosen({ avoid: ["aws", "azure", "metered"] })).toMatchObject({ source: "aws" });
  awsWorks = false;
  expect(await chosen()).toMatchObject({ source: "azure" });
});

it("says so when no source answers", async () => {
  const here = world({}, { turnSources: [source("aws", () => false)] });
  const [alice] = await pair(here);
  expect(await credentials(here, alice.token)).toMatchObject({ status: 503, body: { code: "turn-unavailable" } });
});

it("uses a rotated secret only when every relay has read it, and then within 15 minutes", async () => {
  const here = world();
  const [alice, bob] = await pair(here);
  const usesSecret = async (value: string): Promise<boolean> => {
    await call(here, "join", { token: alice.token, roomId });
    await call(here, "join", { token: bob.token, roomId });
    const { iceServers } = credentialsIn(await credentials(here, alice.token));
    const [server] = iceServers;
    return (
      server?.credential ===
      createHmac("sha1", value)
        .update(server?.username ?? "")
        .digest("base64")
    );
  };
  expect(await usesSecret(turnSecret)).toBe(true);
  here.relays.versions = [{ id: "secret-2", value: "new", createdAt: here.clock.time }, ...here.relays.versions];
  here.clock.pass(9 * 60);
  expect(await usesSecret(turnSecret)).toBe(true);
  here.clock.pass(6 * 60 + 1);
  expect(await usesSecret("new")).toBe(true);
});

it("writes an audit line per credential that says the source and nothing about anybody", async () => {
  const here = world();
  const [alice] = await pair(here);
  await credentials(here, alice.token);
  expect(here.journal.lines).toEqual([{ what: "turn_credentials_issued", fields: { source: "aws" } }]);
});
