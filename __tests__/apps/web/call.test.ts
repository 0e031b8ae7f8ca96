import { readDirectMessage } from "../../../apps/web/src/call/direct-message";
import { type LinkSignal, Outbox } from "../../../apps/web/src/call/outbox";
import { selectedPath } from "../../../apps/web/src/call/selected-path";
import { describeConnection } from "../../../apps/web/src/room/person";

const candidate = (n: number) => ({ candidate: `candidate:${n}`, sdpMid: "0" });
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** An outbox whose deliveries end when a test lets them. */
function outbox() {
  const sent: LinkSignal[] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const failed = jest.fn();
  const box = new Outbox((signal) => {
    sent.push(signal);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }, failed);
  const next = async () => {
    waiting.shift()?.resolve();
    await settle();
  };
  return { box, sent, waiting, failed, next };
}

it("sends candidates after their offer, and those found meanwhile together, twenty at most", async () => {
  const { box, sent, next } = outbox();
  box.description("offer", "v=0");
  for (let n = 0; n < 25; n += 1) {
    box.candidate(candidate(n));
  }
  await next();
  await next();
  await next();
  expect(sent.map(({ type, payload }) => (type === "candidates" ? payload.length : type))).toEqual(["offer", 20, 5]);
});

it("lets a newer description take the place of what waits", async () => {
  const { box, sent, next } = outbox();
  box.description("offer", "1");
  box.candidate(candidate(1));
  box.description("offer", "2");
  await next();
  await next();
  expect(sent).toEqual([
    { type: "offer", payload: { sdp: "1" } },
    { type: "offer", payload: { sdp: "2" } },
  ]);
});

it("keeps an answer that waits, whatever comes after it: the peer's state hangs on it", async () => {
  const { box, sent, waiting, next } = outbox();
  box.candidate(candidate(1));
  box.description("answer", "1");
  box.candidate(candidate(2));
  box.description("offer", "2");
  await next();
  await next();
  await next();
  expect(sent.map(({ type }) => type)).toEqual(["candidates", "answer", "offer"]);

  box.description("answer", "3");
  waiting.shift()?.reject(new Error("gone"));
  await settle();
  box.description("offer", "4");
  await next();
  await next();
  expect(sent.slice(3).map(({ type }) => type)).toEqual(["answer", "answer", "offer"]);
});

it("drops what follows a signal that could not be delivered, and says so", async () => {
  const { box, sent, waiting, failed } = outbox();
  box.description("offer", "1");
  box.candidate(candidate(1));
  waiting.shift()?.reject(new Error("gone"));
  await settle();
  expect([sent.length, failed.mock.calls.length]).toEqual([1, 1]);
});

/** Statistics of a browser whose selected pair has these candidates. */
function stats(local: object, remote: object, pair: object = {}) {
  return new Map<string, Record<string, unknown>>([
    ["T", { type: "transport", selectedCandidatePairId: "P" }],
    ["P", { type: "candidate-pair", localCandidateId: "L", remoteCandidateId: "R", ...pair }],
    ["L", { ...local }],
    ["R", { ...remote }],
  ]);
}

it.each([
  ["host", { candidateType: "host", protocol: "udp" }, { candidateType: "host" }, "host", "udp"],
  ["reflexive", { candidateType: "host", protocol: "udp" }, { candidateType: "srflx" }, "srflx", "udp"],
  ["the peer's relay", { candidateType: "prflx", protocol: "udp" }, { candidateType: "relay" }, "relay", "udp"],
  [
    "our relay over TLS",
    { candidateType: "relay", protocol: "udp", relayProtocol: "tls" },
    { candidateType: "host" },
    "relay",
    "tls",
  ],
])("sees the path: %s", (_what, local, remote, kind, protocol) => {
  expect(selectedPath(stats(local, remote))).toEqual({ kind, protocol });
});

it("knows no path while none is selected", () => {
  expect(selectedPath(new Map())).toBeUndefined();
});

it("says in words how somebody is connected", () => {
  const path = selectedPath(
    stats({ candidateType: "relay", relayProtocol: "tcp" }, {}, { currentRoundTripTime: 0.0243 }),
  );
  expect(describeConnection({ state: "connected", failing: false, path })).toBe("relayed over TCP (relay), 24 ms");
  const words = (failing: boolean) => describeConnection({ state: "failed", failing, path: undefined });
  // A browser says `failed` early: nobody is told of a failure before several tries.
  expect([words(false), words(true)]).toEqual(["connecting …", "no way yet, trying again …"]);
});

it.each([
  ["no JSON", "hello"],
  ["an unknown kind", '{"kind":"admin"}'],
  ["a text that is none", '{"kind":"text","text":{}}'],
  ["a text without end", JSON.stringify({ kind: "text", text: "x".repeat(2001) })],
  ["a user id that is a path", '{"kind":"moved","userId":"../../admin","endpoint":"x"}'],
  ["more than was asked for", '{"kind":"text","text":"x","from":"Bob"}'],
])("takes no direct message with %s", (_what, data) => {
  expect(readDirectMessage(data)).toBeUndefined();
});
