import { SignJWT, UnsecuredJWT } from "jose";
import { sessionSeconds } from "../../../apps/signaling/src/core/session";
import { call, enter } from "./support/client";
import { signingKey, type World, world } from "./support/fakes";

/** A token that is right in everything but what the test changes. */
function forge(here: World, change: (jwt: SignJWT) => SignJWT, header: Record<string, string> = {}, key = signingKey) {
  const now = Math.floor(here.clock.time / 1000);
  const jwt = new SignJWT({ since: now })
    .setProtectedHeader({ alg: "HS256", typ: "session+jwt", kid: "key-1", ...header })
    .setIssuer("webrtc-signaling")
    .setAudience("test")
    .setSubject("user000000000000000001")
    .setIssuedAt(now)
    .setExpirationTime(now + 600);
  return change(jwt).sign(new TextEncoder().encode(key));
}

const same = (jwt: SignJWT): SignJWT => jwt;

it("accepts the token that the forgeries below differ from", async () => {
  const here = world();
  expect((await call(here, "negotiate", { token: await forge(here, same) })).status).toBe(200);
});

const forgeries: readonly (readonly [string, (here: World) => Promise<string>])[] = [
  ["signed with another key", (here) => forge(here, same, {}, "another-key-0123456789-0123456789-abcde")],
  ["naming a key that there is not", (here) => forge(here, same, { kid: "key-9" })],
  ["of another environment", (here) => forge(here, (jwt) => jwt.setAudience("prod"))],
  ["of another issuer", (here) => forge(here, (jwt) => jwt.setIssuer("somebody"))],
  ["that has ended", (here) => forge(here, (jwt) => jwt.setExpirationTime(here.clock.time / 1000 - 1))],
  ["that is not valid yet", (here) => forge(here, (jwt) => jwt.setNotBefore(here.clock.time / 1000 + 60))],
  [
    "older than a session lasts, with an end set later",
    (here) => forge(here, (jwt) => jwt.setIssuedAt(here.clock.time / 1000 - sessionSeconds - 60)),
  ],
  ["of another type", (here) => forge(here, same, { typ: "JWT" })],
  ["with another algorithm", (here) => forge(here, same, { alg: "HS384" })],
  [
    "without a signature",
    async (here) =>
      new UnsecuredJWT({ since: 0 })
        .setIssuer("webrtc-signaling")
        .setAudience("test")
        .setSubject("x")
        .setIssuedAt(here.clock.time / 1000)
        .setExpirationTime("1h")
        .encode(),
  ],
  [
    "with another user put in",
    async (here) => {
      const [header, , signature] = (await forge(here, same)).split(".");
      const [, payload] = (await forge(here, (jwt) => jwt.setSubject("someone-else"), {}, `${signingKey}x`)).split(".");
      return [header, payload, signature].join(".");
    },
  ],
  ["cut off", async (here) => (await forge(here, same)).slice(0, -8)],
  ["that is no token", async () => "letmein"],
];

it.each(forgeries)("refuses a token %s", async (_what, make) => {
  const here = world();
  const token = await make(here);
  for (const operation of ["negotiate", "join", "leave", "signal", "turn-credentials", "report"]) {
    const reply = await call(here, operation, { token, roomId: "room-0123456789" });
    expect([operation, reply.status, reply.headers?.["www-authenticate"]]).toEqual([operation, 401, "Bearer"]);
  }
});

it("takes the user from the token alone, not from headers that anybody can send", async () => {
  const here = world();
  const headers = { "x-ms-client-principal-id": "admin", "x-ms-client-principal": "e30=", "x-user-id": "admin" };
  expect((await call(here, "negotiate", { headers })).status).toBe(401);
  const { token, userId } = await enter(here);
  expect((await call(here, "negotiate", { token, headers })).body).toMatchObject({ accessToken: `for-${userId}` });
});

it("gives a session to anybody, with a user id of its own, for an hour", async () => {
  const here = world();
  const replies = [await call(here, "session", { body: { name: "Zoë 🎧" } }), await call(here, "session")];
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  expect(replies[0]?.body).toMatchObject({ expiresAt: new Date(here.clock.time + 3_600_000).toISOString() });
  expect(replies[0]?.body).not.toEqual(replies[1]?.body);
});

it("renews a session under the same user id, for twelve hours at most", async () => {
  const here = world();
  let { token, userId } = await enter(here);
  for (let hour = 0; hour < 12; hour += 1) {
    here.clock.pass(3540);
    const renewed = await here.services.sessions.verify(token);
    expect(renewed?.userId).toBe(userId);
    const next = renewed && (await here.services.sessions.issue({ renew: renewed }));
    token = next?.token ?? token;
  }
  here.clock.pass(715);
  const reply = await call(here, "session", { token });
  expect(reply.status).toBe(200);
  here.clock.pass(10);
  expect((await call(here, "session", { token })).status).toBe(401);
});

it("refuses to renew with a bad token, instead of giving a new session", async () => {
  expect((await call(world(), "session", { token: "letmein" })).status).toBe(401);
});

it("caps sessions per network address", async () => {
  const here = world({ SESSION_ADDRESS_HOURLY_CAP: "2" });
  const statuses = [];
  for (let i = 0; i < 3; i += 1) {
    statuses.push((await call(here, "session")).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

it.each([
  ["too long", "x".repeat(41)],
  ["with a control character", "a\u0007b"],
  ["with a direction override", "a\u202eb"],
  ["that is no text", 7],
])("refuses a name %s", async (_what, name) => {
  expect((await call(world(), "session", { body: { name } })).status).toBe(422);
});

it("picks up a rotated signing key and still accepts tokens of the one before", async () => {
  const here = world();
  const { token: before } = await enter(here);
  here.keys.versions = [{ id: "key-2", value: `${signingKey}-2`, createdAt: here.clock.time }, ...here.keys.versions];
  here.clock.pass(16 * 60);
  const { token: after } = await enter(here);
  expect(JSON.parse(Buffer.from(after.split(".")[0] ?? "", "base64url").toString())).toMatchObject({ kid: "key-2" });
  expect((await call(here, "negotiate", { token: before })).status).toBe(200);
  expect((await call(here, "negotiate", { token: after })).status).toBe(200);
});

it("accepts at once a token that another instance signed with a newer key", async () => {
  const here = world();
  await enter(here);
  here.clock.pass(60);
  const newer = { id: "key-2", value: `${signingKey}-2`, createdAt: here.clock.time };
  here.keys.versions = [newer, ...here.keys.versions];
  const token = await forge(here, same, { kid: "key-2" }, newer.value);
  expect((await call(here, "negotiate", { token })).status).toBe(200);
});

it("does not ask the vault for every forged key name", async () => {
  const here = world();
  for (let i = 0; i < 20; i += 1) {
    await call(here, "negotiate", { token: await forge(here, same, { kid: `guess-${i}` }) });
  }
  expect(here.keys.reads).toBe(1);
});

it("slows down who asks too fast, with the time to wait", async () => {
  const here = world({ SIGNAL_PER_SECOND: "1" });
  const { token } = await enter(here);
  const replies = [];
  for (let i = 0; i < 12; i += 1) {
    replies.push(await call(here, "negotiate", { token }));
  }
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(replies.at(-1)).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
});
