import { estimated, live, openvidu, resilient, standard, turnJanus } from "./estimated";

/** Golden figures are computed by hand and hold within one per cent. */
function within(dollars: number) {
  return {
    asymmetricMatch: (found: number) => Math.abs(found - dollars) <= dollars / 100,
    toString: () => `${dollars} ± 1 %`,
  };
}

const usage = { calls: 10_000, minutes: 15, participants: 2, relayed: 0.2, mbps: 1.5, media: 1, users: 1000 };

it("computes what media costs on AWS", () => {
  // Two streams of 1.5 Mb/s for 15 minutes are 2 × 1.5 × 900 / 8 = 337.5 MB a call, 3,375 GB a month.
  // 3,375 GB leave AWS: 100 are free, the others cost 0.09 each. A fifth of it leaves TURN servers.
  const egress = (3375 - 100) * 0.09;
  // Four streams (two up, two down) pass between TURN and media server for a fifth of the calls, 0.01 in each direction.
  const between = 4 * 1.6875 * 0.2 * 1000 * 0.01 * 2;
  expect(estimated({ aws: turnJanus }, usage).usageLines.map(({ kind, dollars }) => [kind, dollars])).toEqual([
    ["turn egress", within(egress * 0.2)],
    ["media egress", within(egress * 0.8)],
    ["other", within(between)],
  ]);
});

it("computes what media of OpenVidu costs: all calls pass its media nodes, which relay themselves", () => {
  const egress = (3375 - 100) * 0.09;
  const { usageLines } = estimated({ aws: openvidu }, { ...usage, media: 0 });
  expect(usageLines.map(({ kind, dollars }) => [kind, dollars])).toEqual([
    ["turn egress", within(egress * 0.2)],
    ["media egress", within(egress * 0.8)],
  ]);
});

it("computes what broadcasts of live-webrtc cost: one sends, the others watch", () => {
  // Four watch 1.5 Mb/s for 15 minutes: 675 MB a call, 6,750 GB a month, of which 100 are free.
  const { usageLines } = estimated({ aws: live }, { ...usage, participants: 5 });
  expect(usageLines.map(({ kind, dollars }) => [kind, dollars])).toEqual([["media egress", within(6650 * 0.09)]]);
});

it("takes calls between browsers for relayed traffic alone", () => {
  // 3,375 GB are exchanged, a fifth through TURN: 675 GB, of which 100 are free.
  const { usageLines } = estimated({ aws: turnJanus }, { ...usage, media: 0 });
  expect(usageLines.map(({ kind, dollars }) => [kind, dollars])).toEqual([["turn egress", within(575 * 0.09)]]);
});

it("lets the price of egress fall with the volume", () => {
  // A million calls between browsers, all relayed: 337,500 GB.
  const { turnEgress } = estimated({ aws: turnJanus }, { ...usage, calls: 1e6, relayed: 1, media: 0 });
  expect(turnEgress).toEqual(
    within((10_240 - 100) * 0.09 + 40_960 * 0.085 + 102_400 * 0.07 + (337_500 - 153_600) * 0.05),
  );
});

it("computes what signalling costs on Azure on demand", () => {
  // Per call: 2 × (5 + 2 × 15) requests around and during it, 6 of the pair, 2 × 0.2 × 2 credentials = 76.8; 768,000 a month.
  // Each is at most a second of 2 GB. 100,000 GB-seconds and 250,000 executions are free.
  const functions = (768_000 * 2 - 100_000) * 0.000026 + 0.518 * 0.4;
  // 675 GB relayed by metered.ca at 0.40. 12 messages a call are far below the million a day of one unit.
  expect(estimated({ azure: standard }, usage).usageLines.map(({ kind, dollars }) => [kind, dollars])).toEqual([
    ["turn egress", within(270)],
    ["other", within(functions)],
  ]);
});

it("computes what signalling costs where instances are always ready", () => {
  const { usageLines } = estimated({ azure: resilient }, { ...usage, relayed: 0 });
  // 76 requests a call, none free, at the rate of instances that are there anyway.
  expect(usageLines.map(({ dollars }) => dollars)).toEqual([within(760_000 * 2 * 0.000016 + 0.76 * 0.4)]);
});

it("charges messages beyond those of the units", () => {
  // 12 messages a call: 60 million a month, of which 365 / 12 million are included.
  const { usageLines } = estimated({ azure: standard }, { ...usage, calls: 5e6, relayed: 0 });
  const messages = usageLines.find(({ what }) => what.startsWith("SignalR"));
  expect(messages?.dollars).toEqual(within(60 - 365 / 12));
});

it("relays once: on AWS where there is a fleet, though functions on Azure know metered.ca too", () => {
  const { usageLines } = estimated({ aws: turnJanus, azure: { ...standard, turn: ["aws", "metered"] } }, usage);
  expect(usageLines.filter(({ kind }) => kind === "turn egress")).toHaveLength(1);
});

it("divides the month by calls and by users", () => {
  const { month, perCall, perUserMonth } = estimated({ aws: turnJanus }, usage);
  expect([perCall?.whole, perUserMonth]).toEqual([month.minimum / 10_000, month.minimum / 1000]);
});

it("has no price per call where there are none", () => {
  expect(estimated({ aws: turnJanus }, { calls: 0 }).perCall).toBeUndefined();
});

it("says where the usage does not fit", () => {
  const free = { ...standard, tier: "free" };
  const misfits = (parts: Readonly<Record<string, unknown>>, calls: number): readonly string[] =>
    estimated(parts, { ...usage, calls }).parts.flatMap((part) => part.misfits);
  expect(misfits({ azure: free }, 200_000)).toEqual([
    "This usage is 78,904 messages a day; SignalR Free_F1 carries 20,000.",
    "This usage takes 5,260 TURN credentials a day and region; the cap is 3,000.",
  ]);
  expect(misfits({ aws: turnJanus }, 1_000_000)).toEqual([
    "This usage sends 822 Mb/s averaged over the month; media nodes at their maximum carry 512.",
  ]);
  expect(misfits({ aws: turnJanus, azure: standard }, 1000)).toEqual([]);
});
