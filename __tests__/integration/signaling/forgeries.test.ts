import { createHmac } from "node:crypto";
import { type Ask, ask, Browser, type Stand, startStand } from "./stand";

let stand: Stand;
let alice: Browser;
let bob: Browser;
let outsider: Browser;
let departed: Browser;
const room = "rooms/private-0123456789";
/** Key that the functions sign with: what is made with it is refused for what it says, not for its signature. */
const signingKey = "a-signing-key-of-more-than-32-bytes-0123456789";

beforeAll(async () => {
  stand = await startStand({ SIGNAL_PER_SECOND: "1000", SESSION_SIGNING_KEY: signingKey });
  [alice, bob, outsider, departed] = [
    await Browser.open(stand),
    await Browser.open(stand),
    await Browser.open(stand),
    await Browser.open(stand),
  ];
  await alice.post(`${room}/join`);
  await bob.post(`${room}/join`);
  await departed.post(`${room}/join`);
  await departed.post(`${room}/leave`);
  await outsider.post("rooms/another-0123456789/join");
  await bob.receive(2);
});

afterAll(async () => {
  await Promise.all([alice, bob, outsider, departed].map((browser) => browser.close()));
  await stand.stop();
});

function part(token: string, index: number): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString());
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Alice's token with something changed: her signature kept, or one made with another key. */
function forged(header: Record<string, unknown>, claims: Record<string, unknown>, key?: string): string {
  const [, , signature] = alice.token.split(".");
  const unsigned = `${encode({ ...part(alice.token, 0), ...header })}.${encode({ ...part(alice.token, 1), ...claims })}`;
  return `${unsigned}.${key === undefined ? signature : createHmac("sha256", key).update(unsigned).digest("base64url")}`;
}

const now = (): number => Math.floor(Date.now() / 1000);

const chat = { type: "chat", payload: { text: "hi" } };
type Case = readonly [what: string, status: number, path: string, request: () => Ask];

function tokens(path: string): readonly Case[] {
  const cases: readonly (readonly [string, () => string | undefined])[] = [
    ["no token", () => undefined],
    ["another user in the token", () => forged({}, { sub: bob.userId })],
    ["a longer life in the token", () => forged({}, { exp: 9_999_999_999 })],
    ["a token signed with an empty key", () => forged({}, {}, "")],
    ["a token signed with its own key id", () => forged({}, {}, "local")],
    ["an algorithm none", () => `${encode({ alg: "none", typ: "session+jwt" })}.${encode(part(alice.token, 1))}.`],
    ["a key id that is a path", () => forged({ kid: "../../dev/null" }, {}, "")],
    ["an address to fetch a key from", () => forged({ jku: "http://127.0.0.1/keys", kid: "x" }, {}, "x")],
    ["the token of another environment", () => forged({}, { aud: "prod" }, signingKey)],
    ["a token that has expired", () => forged({}, { iat: now() - 3700, exp: now() - 100 }, signingKey)],
    ["a token that lives longer than any", () => forged({}, { iat: now() - 7200, exp: now() + 7200 }, signingKey)],
    ["a token without a user", () => forged({}, { sub: undefined }, signingKey)],
    ["a token of another kind", () => forged({ typ: "JWT" }, {}, signingKey)],
  ];
  return cases.map(([what, token]) => [`${what} (${path})`, 401, path, () => ({ token: token(), body: chat })]);
}

const spoofed = {
  "x-ms-client-principal-id": "admin",
  "x-ms-client-principal": encode({ userId: "admin" }),
  "x-ms-token-aad-id-token": "x",
  "x-user-id": "admin",
};

function signals(bodies: readonly (readonly [string, number, string])[]): readonly Case[] {
  return bodies.map(([what, status, raw]) => [what, status, `${room}/signal`, () => ({ token: alice.token, raw })]);
}

const cases: readonly Case[] = [
  ...tokens("negotiate"),
  ...tokens(`${room}/signal`),
  ...tokens(`${room}/turn-credentials`),
  ["headers of a platform that is not there", 401, "negotiate", () => ({ headers: spoofed })],
  ["a token in the address", 401, `negotiate?access_token=x`, () => ({})],
  ["a token of another scheme", 401, "negotiate", () => ({ headers: { authorization: "Basic YTpi" } })],
  ["a renewal with a bad token", 401, "session", () => ({ token: "x", body: {} })],
  ["a message into a room of others", 403, `${room}/signal`, () => ({ token: outsider.token, body: chat })],
  ["credentials for a room of others", 403, `${room}/turn-credentials`, () => ({ token: outsider.token })],
  ["a replay after leaving", 403, `${room}/signal`, () => ({ token: departed.token, body: chat })],
  ["credentials after leaving", 403, `${room}/turn-credentials`, () => ({ token: departed.token })],
  [
    "a report on a call of others",
    403,
    "stats",
    () => ({ token: outsider.token, body: { roomId: room.slice(6), path: "relay" } }),
  ],
  [
    "a message to an outsider",
    404,
    `${room}/signal`,
    () => ({ token: alice.token, body: { ...chat, to: outsider.userId } }),
  ],
  ["a message to oneself", 404, `${room}/signal`, () => ({ token: alice.token, body: { ...chat, to: alice.userId } })],
  ["a room id too short", 400, "rooms/short/join", () => ({ token: alice.token })],
  ["a room id that is a path", 400, "rooms/..%2F..%2Fadmin%2Fkeys/join", () => ({ token: alice.token })],
  ["a room id with a quote", 400, "rooms/a'%20or%20'1'%20eq%20'1/join", () => ({ token: alice.token })],
  ["a wrong method", 404, "session", () => ({ method: "GET" })],
  ["a name with a direction override", 422, "session", () => ({ body: { name: "a\u202eb" } })],
  ["a user id of the caller's choice", 422, "session", () => ({ body: { userId: "admin" } })],
  [
    "an unknown source to avoid",
    422,
    `${room}/turn-credentials`,
    () => ({ token: alice.token, body: { avoid: ["x"] } }),
  ],
  [
    "a life of the caller's choice",
    422,
    `${room}/turn-credentials`,
    () => ({ token: alice.token, body: { ttlSeconds: 86400 } }),
  ],
  [
    "text instead of JSON",
    415,
    `${room}/signal`,
    () => ({ token: alice.token, raw: "{}", headers: { "content-type": "text/plain" } }),
  ],
  ...signals([
    ["half a JSON", 400, '{"type":'],
    ["a body of 16 KB and one byte", 413, JSON.stringify(chat).padEnd(16_385)],
    ["a body of half a megabyte", 413, " ".repeat(500_000)],
    ["another sender in the body", 422, '{"type":"bye","from":"admin"}'],
    ["a method of the hub as a type", 422, '{"type":"peerLeft","payload":{}}'],
    ["a prototype", 422, '{"type":"bye","__proto__":{"to":"x"}}'],
    [
      "21 candidates",
      422,
      JSON.stringify({ type: "candidates", to: "x".repeat(22), payload: Array(21).fill({ candidate: "" }) }),
    ],
    ["a chat without text", 422, '{"type":"chat","payload":{}}'],
    ["an offer to everybody", 422, '{"type":"offer","payload":{"sdp":"v=0"}}'],
  ]),
];

it("knows at least 40 forgeries", () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
});

it.each(cases)("refuses %s with %i", async (_what, status, path, request) => {
  const reply = await ask(stand, path, request());
  expect(reply.status).toBe(status);
  expect(JSON.stringify(reply.body ?? "")).not.toMatch(/ at |node_modules|\.ts/);
  expect(bob.received).toEqual([]);
});

it("accepts the token that the forgeries differ from, made again with the key", async () => {
  expect((await ask(stand, "negotiate", { token: forged({}, {}, signingKey) })).status).toBe(200);
});

it("disconnects a client that calls the hub itself", async () => {
  const mallory = await Browser.open(stand);
  await expect(mallory.invoke("signal", { to: bob.userId })).rejects.toThrow();
  expect(bob.received).toEqual([]);
});
