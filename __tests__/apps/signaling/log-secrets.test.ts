import { logFields } from "../../../apps/signaling/src/adapters/journal-lines";
import { MeteredTurnSource } from "../../../apps/signaling/src/turn/metered-source";
import { SharedSecretTurnSource } from "../../../apps/signaling/src/turn/shared-secret-source";
import { call, credentialsIn, enter, pair, roomId } from "./support/client";
import { FakeClock, FakeSecret, signingKey, turnSecret, world } from "./support/fakes";

const meteredKey = "metered-key-0123456789";

afterEach(() => jest.restoreAllMocks());

it("never writes a secret, a token, a credential, a name or an address to the log, whatever goes wrong", async () => {
  jest.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError(`fetch ?secretKey=${meteredKey} failed`));
  const output: string[] = [];
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    jest.spyOn(console, method).mockImplementation((...text) => void output.push(text.join(" ")));
  }
  const key = new FakeSecret([{ id: "1", value: meteredKey, createdAt: 0 }]);
  const relays = new FakeSecret([{ id: "1", value: turnSecret, createdAt: 0 }]);
  const clock = new FakeClock();
  const own = new SharedSecretTurnSource("aws", [{ secret: relays, urls: ["turn:turn.example.com"] }], clock);
  const here = world(
    { TURN_USER_HOURLY_CAP: "3" },
    {
      turnSources: [new MeteredTurnSource(key, "https://example.metered.live"), own],
    },
  );
  const [alice, bob] = await pair(here);
  const issued = credentialsIn(await call(here, "turn-credentials", { token: alice.token, roomId }));
  relays.failure = new Error(`the secret is ${turnSecret}`);
  here.messenger.failure = new Error(`Bearer ${bob.token}`);
  await call(here, "turn-credentials", { token: alice.token, roomId });
  await call(here, "turn-credentials", { token: alice.token, roomId });
  await call(here, "turn-credentials", { token: alice.token, roomId });
  await call(here, "signal", { token: alice.token, roomId, body: { type: "chat", payload: { text: "top secret" } } });
  await call(here, "join", { token: (await enter(here, "Mallory")).token, roomId });
  here.keys.failure = new Error(signingKey);
  here.clock.pass(2 * 3600);
  await call(here, "session", { token: alice.token });

  const log = [...output, ...here.journal.lines.map((line) => JSON.stringify(line))].join("\n");
  const [server] = issued.iceServers;
  const forbidden = [
    signingKey,
    turnSecret,
    meteredKey,
    alice.token,
    bob.token,
    server?.credential ?? "",
    server?.username ?? "",
  ];
  for (const secret of [
    ...forbidden,
    alice.userId,
    bob.userId,
    "Alice",
    "Mallory",
    "198.51.100.7",
    roomId,
    "top secret",
  ]) {
    expect(log).not.toContain(secret);
  }
  expect(here.journal.lines.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      "turn_source_failed",
      "turn_credentials_issued",
      "turn_credentials_refused",
      "notice_lost",
      "unexpected",
    ]),
  );
});

it("hides a value that does not look like a name or a number", () => {
  expect(
    logFields({ ok: "metered_timeout", count: 3, url: "https://x.example/?secretKey=1", long: "a".repeat(81) }),
  ).toEqual({
    ok: "metered_timeout",
    count: 3,
    url: "(hidden)",
    long: "(hidden)",
  });
});
