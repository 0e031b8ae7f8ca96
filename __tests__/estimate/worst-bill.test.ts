import { sshKey } from "../bad-environments/azure-base";
import { estimated, openvidu, standard, turnJanus } from "./estimated";

const second = 730 * 3600;

function worst(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    estimated(parts).worst.lines.map(({ what, dollars }) => [what.replace(/,.*/, ""), dollars]),
  );
}

it("bounds TURN and media on AWS by the bandwidth of the types, which is less than coturn's limits in both directions", () => {
  // Two TURN nodes that send 3000 Mb/s, of 900 allocations with 3 Mb/s to the peer and as much back; two media nodes of 256 Mb/s.
  const turn = (2 * 3000 * second) / 8 / 1000;
  const media = (2 * 256 * second) / 8 / 1000;
  const all = (10_240 - 100) * 0.09 + 40_960 * 0.085 + 102_400 * 0.07 + (turn + media - 153_600) * 0.05;
  expect(worst({ aws: turnJanus })).toMatchObject({
    "TURN egress": expect.closeTo((all * turn) / (turn + media), 0),
    "media egress": expect.closeTo((all * media) / (turn + media), 0),
    "TURN over TLS through the balancer": expect.closeTo(turn * 2 * 0.006, 0),
  });
});

it("bounds TURN on AWS by what coturn's limits let through in both directions, where that is less than the type sustains", () => {
  const limits = { perNode: 100, perAllocation: { megabitsPerSecond: 3 } };
  const { lines } = estimated({ aws: { ...turnJanus, turn: { ...turnJanus.turn, limits } } }).worst;
  expect(lines.find(({ what }) => what.startsWith("TURN egress"))?.cap).toBe(
    "2 × 600 Mb/s, coturn's limits in both directions",
  );
});

it("bounds TURN on Azure by coturn's limits in both directions", () => {
  const { lines } = estimated({ azure: { ...standard, turn: { kind: "azure", nodes: 2, sshKey } } }).worst;
  expect(lines.find(({ what }) => what.startsWith("TURN egress"))?.cap).toBe(
    "2 × 3,600 Mb/s, coturn's limits in both directions",
  );
});

it("bounds media of OpenVidu by the bandwidth of the type", () => {
  const media = (5 * 1562 * second) / 8 / 1000;
  const egress = (10_240 - 100) * 0.09 + 40_960 * 0.085 + 102_400 * 0.07 + (media - 153_600) * 0.05;
  expect(worst({ aws: openvidu })).toMatchObject({ "media and TURN egress": expect.closeTo(egress, 0) });
});

it("bounds the credential API by its calls a second", () => {
  const credentials = { issuer: "https://login.example.com", audiences: ["webrtc"] };
  const { lines } = estimated({ aws: { ...turnJanus, credentials } }).worst;
  const api = lines.find(({ what }) => what === "calls of the credential API in us-east-1");
  const perSecond = Number(api?.cap.replace(" a second", ""));
  // HTTP API, function and its time, three counters written and read.
  expect(api?.dollars).toBeCloseTo(((perSecond * second) / 1e6) * 6.12, 2);
});

it("bounds functions, messages and logs on Azure by their caps", () => {
  const caps = { ...standard, functions: { maximumInstances: 50, memoryMebibytes: 512 }, signalr: { capacity: 2 } };
  expect(worst({ azure: caps })).toMatchObject({
    functions: expect.closeTo(((50 * 1000 * second) / 1e6) * 0.4, 0),
    "SignalR messages": expect.closeTo((2 * 1000 * second) / 1e6 - (2 * 365) / 12, 0),
    logs: expect.closeTo((2 * 365 * 2.76) / 12, 0),
  });
});

it("bounds time of functions by instances and memory", () => {
  const caps = { ...standard, functions: { maximumInstances: 50, memoryMebibytes: 512 } };
  const lines = estimated({ azure: caps }).worst.lines;
  expect(lines.find(({ what }) => what === "functions, busy all the time")?.dollars).toBeCloseTo(
    50 * 0.5 * second * 0.000026,
    0,
  );
});

it("takes nothing for messages of a SKU that stops by itself", () => {
  expect(worst({ azure: { ...standard, tier: "free" } })).not.toHaveProperty("SignalR messages");
});

it("names what nothing bounds, and the budgets that only tell", () => {
  const budget = { monthly: 900, notify: ["ops@example.com"] };
  const { parts } = estimated({ budget, aws: turnJanus, azure: standard });
  expect(parts.flatMap(({ unbounded }) => unbounded)).toContain("metered.ca beyond the plan: set its own limit there");
  expect(parts.flatMap(({ budgets }) => budgets.map(({ monthly }) => monthly))).toEqual([900, 900]);
});
