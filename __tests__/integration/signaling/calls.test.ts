import { createHmac } from "node:crypto";
import { array, object, parse, string } from "valibot";
import { Browser, type Stand, startStand } from "./stand";

const secret = "a-shared-secret-of-the-relays-0123456789";
let stand: Stand;

beforeAll(async () => {
  stand = await startStand({
    TURN_SHARED_SECRET: secret,
    TURN_USER_HOURLY_CAP: "3",
    SESSION_ADDRESS_HOURLY_CAP: "1000",
    TURN_ADDRESS_HOURLY_CAP: "1000",
  });
});

afterAll(() => stand.stop());

it("carries a call: join, offer, answer, candidates, chat, leave", async () => {
  const room = "rooms/call-0123456789";
  const [alice, bob] = [await Browser.open(stand, "Alice"), await Browser.open(stand, "Bob")];
  await alice.post(`${room}/join`);
  await bob.post(`${room}/join`);
  expect(await alice.receive(1)).toMatchObject([{ method: "peerJoined", argument: { peer: { name: "Bob" } } }]);
  await bob.post(`${room}/signal`, { type: "offer", to: alice.userId, payload: { sdp: "v=0 offer" } });
  await alice.post(`${room}/signal`, { type: "answer", to: bob.userId, payload: { sdp: "v=0 answer" } });
  const candidates = [{ candidate: "candidate:1 1 udp 1 127.0.0.1 9 typ host", sdpMid: "0" }, { candidate: "" }];
  await bob.post(`${room}/signal`, { type: "candidates", to: alice.userId, payload: candidates });
  await alice.post(`${room}/signal`, { type: "chat", payload: { text: "hello" } });
  expect(await alice.receive(2)).toMatchObject([
    { method: "signal", argument: { from: bob.userId, type: "offer", payload: { sdp: "v=0 offer" } } },
    { method: "signal", argument: { type: "candidates", payload: candidates } },
  ]);
  expect(await bob.receive(2)).toMatchObject([
    { method: "signal", argument: { from: alice.userId, type: "answer" } },
    { method: "signal", argument: { type: "chat", payload: { text: "hello" } } },
  ]);
  await bob.post(`${room}/leave`);
  expect(await alice.receive(1)).toMatchObject([{ method: "peerLeft", argument: { reason: "left" } }]);
  await Promise.all([alice.close(), bob.close()]);
});

it("hands out a credential that coturn accepts, up to the cap although ten are asked for at once", async () => {
  const room = "rooms/turn-0123456789";
  const [alice, bob] = [await Browser.open(stand), await Browser.open(stand)];
  await alice.post(`${room}/join`);
  expect((await alice.post(`${room}/turn-credentials`)).status).toBe(409);
  await bob.post(`${room}/join`);
  const replies = await Promise.all(Array.from({ length: 10 }, () => alice.post(`${room}/turn-credentials`)));
  const granted = replies.filter(({ status }) => status === 200);
  const refused = replies.filter(({ status }) => status === 429);
  expect([granted.length, refused.length]).toEqual([3, 7]);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  const shape = object({ iceServers: array(object({ username: string(), credential: string() })) });
  const [server] = parse(shape, granted[0]?.body).iceServers;
  expect(server?.username).toMatch(new RegExp(`^\\d{10}:${alice.userId}$`));
  expect(server?.credential).toBe(
    createHmac("sha1", secret)
      .update(server?.username ?? "")
      .digest("base64"),
  );
  expect(stand.log()).toContain("turn_credentials_issued");
  expect(stand.log()).not.toContain(server?.credential ?? "");
  await Promise.all([alice.close(), bob.close()]);
});

it("carries 100 rooms at once, and no message to anybody outside its room", async () => {
  const rooms = await Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      const pair = [await Browser.open(stand), await Browser.open(stand)] as const;
      return { path: `rooms/crowd-${String(n).padStart(10, "0")}`, pair };
    }),
  );
  await Promise.all(
    rooms.map(async ({ path, pair: [first, second] }) => {
      await first.post(`${path}/join`);
      await second.post(`${path}/join`);
      await first.post(`${path}/signal`, { type: "chat", payload: { text: path } });
      await second.post(`${path}/signal`, { type: "offer", to: first.userId, payload: { sdp: path } });
    }),
  );
  for (const { path, pair } of rooms) {
    const [toFirst, toSecond] = [await pair[0].receive(2), await pair[1].receive(1)];
    expect(toFirst.map(({ method }) => method)).toEqual(["peerJoined", "signal"]);
    expect(toSecond).toMatchObject([{ method: "signal", argument: { payload: { text: path } } }]);
    expect(JSON.stringify(toFirst)).toContain(`"sdp":"${path}"`);
  }
  await Promise.all(rooms.flatMap(({ pair }) => pair.map((browser) => browser.close())));
}, 60_000);
