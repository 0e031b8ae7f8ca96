import type { TurnCredentialsReply } from "@webrtc-stacks/signaling/wire";
import { Relays } from "../../../apps/web/src/call/relays";
import { ApiError } from "../../../apps/web/src/signaling/api-error";

const stun = ["stun:turn.example.com:3478"];
const ask = jest.fn<Promise<TurnCredentialsReply>, [readonly string[]]>();
const changed = jest.fn();
const told = jest.fn();
const wanted = jest.fn<boolean, []>();
let relays: Relays;

function reply(username: string, source: TurnCredentialsReply["source"] = "aws"): TurnCredentialsReply {
  const iceServers = [{ urls: ["turn:turn.example.com:3478"], username, credential: "c" }];
  return { iceServers, source, ttlSeconds: 600, expiresAt: new Date(Date.now() + 600_000).toISOString() };
}

beforeEach(() => {
  jest.useFakeTimers();
  jest.resetAllMocks();
  wanted.mockReturnValue(true);
  relays = new Relays(stun, { ask, choose: (servers) => Promise.resolve(servers), wanted, changed, told });
});

afterEach(() => {
  relays.stop();
  jest.useRealTimers();
});

it("starts with STUN alone", () => {
  expect(relays.servers()).toEqual([{ urls: stun }]);
});

it("uses the servers that were chosen of those granted", async () => {
  const chosen = { urls: ["turns:turn.example.com:443"], username: "one", credential: "c" };
  relays = new Relays(stun, { ask, choose: () => Promise.resolve([chosen]), wanted, changed, told });
  ask.mockResolvedValue(reply("one"));
  await relays.need();
  expect(relays.servers()).toEqual([{ urls: stun }, chosen]);
});

it("asks once however many need relays, and keeps what it got", async () => {
  ask.mockResolvedValue(reply("one"));
  await Promise.all([relays.need(), relays.need(), relays.need()]);
  expect(await relays.need()).toBe(true);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(relays.servers()).toEqual([
    { urls: stun },
    { urls: ["turn:turn.example.com:3478"], username: "one", credential: "c" },
  ]);
});

it("renews credentials when two thirds of their life are over", async () => {
  ask.mockResolvedValueOnce(reply("one"));
  await relays.need();
  ask.mockResolvedValueOnce(reply("two"));
  await jest.advanceTimersByTimeAsync(399_000);
  expect(ask).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(2000);
  expect(relays.servers()[1]?.username).toBe("two");
  expect(changed).toHaveBeenCalledTimes(2);
});

it("asks for relays of another source when those in use do not answer, once however many connections say so", async () => {
  ask.mockResolvedValueOnce(reply("one"));
  await relays.need();
  ask.mockResolvedValueOnce(reply("two", "metered"));
  await Promise.all([relays.need("one"), relays.need("one")]);
  // A connection that has not heard of the new ones yet.
  await relays.need("one");
  expect(ask.mock.calls).toEqual([[[]], [["aws"]]]);
  expect(relays.servers()[1]?.username).toBe("two");
});

it("does not ask again where there is no other source", async () => {
  ask.mockResolvedValueOnce(reply("one"));
  await relays.need();
  ask.mockResolvedValueOnce(reply("two"));
  await relays.need("one");
  await relays.need("two");
  await relays.need("two");
  expect(ask).toHaveBeenCalledTimes(2);
});

it("says why there are none once the last have ended, asks when the refusal says so, and uses none that ended", async () => {
  ask.mockResolvedValueOnce(reply("one"));
  await relays.need();
  const refusal = new ApiError("too-many-requests", "enough", 3600);
  ask.mockRejectedValue(refusal);
  await jest.advanceTimersByTimeAsync(401_000);
  expect([await relays.need(), told.mock.calls]).toEqual([true, [[undefined]]]);
  await jest.advanceTimersByTimeAsync(200_000);
  expect([await relays.need(), await relays.need()]).toEqual([false, false]);
  expect(told).toHaveBeenLastCalledWith(refusal);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(relays.servers()).toEqual([{ urls: stun }]);
  ask.mockResolvedValueOnce(reply("two"));
  await jest.advanceTimersByTimeAsync(3_400_000);
  expect(ask).toHaveBeenCalledTimes(3);
  expect(told).toHaveBeenLastCalledWith(undefined);
});

it("renews nothing while nobody is there, and asks anew when somebody is", async () => {
  ask.mockResolvedValue(reply("one"));
  await relays.need();
  wanted.mockReturnValue(false);
  await jest.advanceTimersByTimeAsync(401_000);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(await relays.need()).toBe(true);
  expect(ask).toHaveBeenCalledTimes(2);
});

it("does not renew for nobody", async () => {
  ask.mockResolvedValue(reply("one"));
  await relays.need();
  relays.stop();
  await jest.advanceTimersByTimeAsync(3_600_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
