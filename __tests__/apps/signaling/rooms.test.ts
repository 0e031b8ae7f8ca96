import fc from "fast-check";
import { UpstreamError } from "../../../apps/signaling/src/core/errors";
import { memberOf, type Room, withMember, withoutVanished } from "../../../apps/signaling/src/core/room";
import { parseRoom } from "../../../apps/signaling/src/core/shapes";
import { call, enter, pair, roomId } from "./support/client";
import { world } from "./support/fakes";

const member = fc.record({ userId: fc.stringMatching(/^[a-z]{3}$/), leaseUntil: fc.integer({ min: 0, max: 1000 }) });
const room = fc
  .uniqueArray(member, { maxLength: 8, selector: ({ userId }) => userId })
  .map((members): Room => ({ members }));

it("takes out exactly the members whose lease has ended", () => {
  fc.assert(
    fc.property(room, fc.integer({ min: 0, max: 1000 }), (current, now) => {
      const { room: left, vanished } = withoutVanished(current, now);
      expect(left.members.every(({ leaseUntil }) => leaseUntil > now)).toBe(true);
      expect(vanished.every(({ leaseUntil }) => leaseUntil <= now)).toBe(true);
      expect(left.members.length + vanished.length).toBe(current.members.length);
    }),
  );
});

it("holds a member once, however often they join", () => {
  fc.assert(
    fc.property(room, member, (current, peer) => {
      const joined = withMember(withMember(current, peer, 2000), peer, 3000);
      expect(joined.members.filter(({ userId }) => userId === peer.userId)).toHaveLength(1);
      expect(memberOf(joined, peer.userId, 2999)?.leaseUntil).toBe(3000);
    }),
  );
});

it("tells those inside who came and who went, and the one who comes who is there", async () => {
  const here = world();
  const [alice, bob] = [await enter(here, "Alice"), await enter(here, "Bob")];
  expect((await call(here, "join", { token: alice.token, roomId })).body).toEqual({
    roomId,
    peers: [],
    leaseSeconds: 90,
  });
  const joined = await call(here, "join", { token: bob.token, roomId });
  expect(joined.body).toMatchObject({ peers: [{ userId: alice.userId, name: "Alice" }] });
  const peer = { userId: bob.userId, name: "Bob" };
  expect(here.messenger.takeSent()).toEqual([{ to: alice.userId, method: "peerJoined", argument: { roomId, peer } }]);
  await call(here, "leave", { token: bob.token, roomId });
  expect(here.messenger.takeSent()).toEqual([
    { to: alice.userId, method: "peerLeft", argument: { roomId, userId: bob.userId, reason: "left" } },
  ]);
});

it("tells both sides who connects through relays alone, for as long as they are in the room", async () => {
  const here = world();
  const [alice, bob, carol] = [await enter(here), await enter(here), await enter(here)];
  const hidden = { token: bob.token, roomId, body: { relayOnly: true } };
  await call(here, "join", { token: alice.token, roomId });
  await call(here, "join", hidden);
  const peer = { userId: bob.userId, relayOnly: true };
  expect(here.messenger.takeSent()).toEqual([{ to: alice.userId, method: "peerJoined", argument: { roomId, peer } }]);
  here.clock.pass(60);
  await call(here, "signal", { token: bob.token, roomId, body: { type: "chat", payload: { text: "still here" } } });
  expect((await call(here, "join", { token: carol.token, roomId, body: { relayOnly: false } })).body).toMatchObject({
    peers: [{ userId: alice.userId }, peer],
  });
  expect((await call(here, "join", { ...hidden, body: { relayOnly: "yes" } })).status).toBe(422);
});

it("reads back from a table what it wrote about members", () => {
  const written: Room = {
    members: [
      { userId: "a", leaseUntil: 1 },
      { userId: "b", name: "Bob", relayOnly: true, leaseUntil: 2 },
    ],
  };
  expect(parseRoom(JSON.parse(JSON.stringify(written)))).toEqual(written);
});

it("keeps who joins again within the lease, silently", async () => {
  const here = world();
  const [alice, bob] = await pair(here);
  for (let i = 0; i < 5; i += 1) {
    here.clock.pass(60);
    await call(here, "join", { token: alice.token, roomId });
    await call(here, "join", { token: bob.token, roomId });
  }
  expect(here.messenger.sent).toEqual([]);
});

it("lets a member who falls silent go when the lease ends, and tells the others at the next sweep", async () => {
  const here = world();
  const [alice, bob] = await pair(here);
  here.clock.pass(80);
  await call(here, "join", { token: alice.token, roomId });
  here.clock.pass(9);
  expect(await here.services.rooms.sweep(100)).toBe(0);
  here.clock.pass(1);
  expect(await here.services.rooms.sweep(100)).toBe(1);
  expect(here.messenger.takeSent()).toEqual([
    { to: alice.userId, method: "peerLeft", argument: { roomId, userId: bob.userId, reason: "vanished" } },
  ]);
});

it("renews the lease of who signals", async () => {
  const here = world();
  const [alice, bob] = await pair(here);
  for (let i = 0; i < 4; i += 1) {
    here.clock.pass(50);
    await call(here, "join", { token: bob.token, roomId });
    const body = { type: "chat", payload: { text: "still here" } };
    expect((await call(here, "signal", { token: alice.token, roomId, body })).status).toBe(202);
  }
});

it("takes no more members than a room holds", async () => {
  const here = world({ ROOM_MAX_MEMBERS: "2" });
  await pair(here);
  const third = await enter(here);
  expect(await call(here, "join", { token: third.token, roomId })).toMatchObject({
    status: 409,
    body: { code: "room-full" },
  });
});

it("lets as many in as a room holds when many come at once, and each knows who was before", async () => {
  const here = world({ ROOM_MAX_MEMBERS: "8" });
  const users = await Promise.all(Array.from({ length: 20 }, () => enter(here)));
  const replies = await Promise.all(users.map(({ token }) => call(here, "join", { token, roomId })));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(8);
  expect(replies.filter(({ status }) => status === 409)).toHaveLength(12);
});

it("delivers a signal to the one it names, as from the one who sent it, whatever the body claims", async () => {
  const here = world();
  const [alice, bob] = await pair(here);
  const carol = await enter(here);
  await call(here, "join", { token: carol.token, roomId });
  here.messenger.takeSent();
  const body = { type: "offer", to: bob.userId, payload: { sdp: "v=0" } };
  expect((await call(here, "signal", { token: alice.token, roomId, body })).status).toBe(202);
  expect(here.messenger.takeSent()).toEqual([
    {
      to: bob.userId,
      method: "signal",
      argument: { roomId, from: alice.userId, type: "offer", payload: { sdp: "v=0" } },
    },
  ]);
});

it("never delivers to anybody outside the room", async () => {
  const here = world();
  const [alice] = await pair(here);
  const outsider = await enter(here);
  await call(here, "join", { token: outsider.token, roomId: "another-room-1" });
  const body = { type: "offer", to: outsider.userId, payload: { sdp: "v=0" } };
  expect((await call(here, "signal", { token: alice.token, roomId, body })).status).toBe(404);
  await call(here, "signal", { token: alice.token, roomId, body: { type: "chat", payload: { text: "hi" } } });
  expect(here.messenger.sent.map(({ to }) => to)).not.toContain(outsider.userId);
});

it("refuses a signal that is sent again after its sender left", async () => {
  const here = world();
  const [alice, bob] = await pair(here);
  const message = { token: alice.token, roomId, body: { type: "chat", to: bob.userId, payload: { text: "hi" } } };
  expect((await call(here, "signal", message)).status).toBe(202);
  await call(here, "leave", { token: alice.token, roomId });
  expect(await call(here, "signal", message)).toMatchObject({ status: 403, body: { code: "not-a-member" } });
});

it("lets members in although notices cannot be delivered, and says so where a signal cannot", async () => {
  const here = world();
  here.messenger.failure = new UpstreamError("signalr", "503");
  const [alice, bob] = await pair(here);
  const body = { type: "chat", to: bob.userId, payload: { text: "hi" } };
  expect(await call(here, "signal", { token: alice.token, roomId, body })).toMatchObject({
    status: 503,
    body: { code: "delivery-failed" },
    headers: { "retry-after": "1" },
  });
});
