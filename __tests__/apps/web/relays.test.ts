import type { TurnCredentialsReply } from "@webrtc-stacks/signaling/wire";
import { Relays } from "../../../apps/web/src/call/relays";
import { ApiError } from "../../../apps/web/src/signaling/api-error";

const stun = ["stun:turn.example.com:3478"];
const ask = jest.fn<Promise<TurnCredentialsReply>, [readonly string[]]>();
const changed = jest.fn();
const told = jest.fn();
let relays: Relays;

function reply(username: string, source: TurnCredentialsReply["source"] = "aws"): TurnCredentialsReply {
  const iceServers = [{ urls: ["turn:turn.example.com:3478"], username, credential: "c" }];
  return { iceServers, source, ttlSeconds: 600, expiresAt: new Date(Date.now() + 600_000).toISOString() };
}

beforeEach(() => {
  jest.useFakeTimers();
  jest.resetAllMocks();
  relays = new Relays(stun, ask, changed, told);
});

afterEach(() => {
  relays.stop();
  jest.useRealTimers();
});

it("starts with STUN alone", () => {
  expect(relays.servers()).toEqual([{ urls: stun }]);
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

it("avoids a source whose relays could not be reached", async () => {
  ask.mockResolvedValueOnce(reply("one"));
  await relays.need();
  ask.mockResolvedValueOnce(reply("two", "metered"));
  await relays.need(true);
  expect(ask.mock.calls).toEqual([[[]], [["aws"]]]);
});

it("asks again when a refusal says so, and never uses credentials that ended", async () => {
  ask.mockResolvedValueOnce(reply("one"));
  await relays.need();
  ask.mockRejectedValue(new ApiError("too-many-requests", "enough", 3600));
  await jest.advanceTimersByTimeAsync(401_000);
  expect(told).toHaveBeenLastCalledWith(expect.stringContaining("enough"));
  await jest.advanceTimersByTimeAsync(400_000);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(relays.servers()).toEqual([{ urls: stun }]);
});

it("does not renew for nobody", async () => {
  ask.mockResolvedValue(reply("one"));
  await relays.need();
  relays.stop();
  await jest.advanceTimersByTimeAsync(3_600_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
