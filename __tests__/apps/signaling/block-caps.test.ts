import { addressBlocks } from "../../../apps/signaling/src/core/address-block";
import { azureLimits } from "../../../modules/environment/azure-defaults";
import { defaults, limits } from "../../../modules/environment/defaults";
import { call, enter, pair, roomId } from "./support/client";
import { type World, world } from "./support/fakes";

/** Every cap of a day that an environment can come to by itself, and the smallest that its file may set. */
const dailyCaps: readonly (readonly [string, number])[] = [
  ...Object.entries(azureLimits.turnDailyCap).map(([tier, cap]) => [`tier ${tier}`, cap] as const),
  ["the credential API on AWS", defaults.credentials.dailyCap.value],
  ["the smallest that may be set", limits.smallestDailyCap],
];

/** Where an attacker may ask from, and the share of a day that it may cost the others at most, in percent. */
const attackers: readonly (readonly [string, number, (n: number) => string])[] = [
  ["one IPv4 address", 5, () => "203.0.113.66"],
  ["the /64 of one IPv6 line", 5, (n) => `2001:db8:1:200::${hex(n)}`],
  ["all 256 /64 of one IPv6 /56", 5, (n) => `2001:db8:1:2${hex(n % 256).padStart(2, "0")}::${hex(n)}`],
  ["all addresses of an IPv4 /24", 10, (n) => `203.0.113.${n % 256}`],
  ["all lines of an IPv6 /48", 10, (n) => `2001:db8:1:${hex(n % 65_536)}::1`],
];

const hex = (n: number): string => n.toString(16);

/** Asks for credentials for new users until a whole day has refused, and counts what was given. */
async function attack({ services, clock }: World, addressOf: (n: number) => string, cap: number): Promise<number> {
  let given = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    for (let n = 0, refused = 0; refused < 260 && given <= cap; n += 1) {
      const { line, network } = await services.addressIds(addressBlocks(addressOf(n)));
      const issued = await services.desk.issue({ userId: `${hour}-${n}`, line, network, avoid: [] });
      given += issued.kind === "issued" ? 1 : 0;
      refused = issued.kind === "issued" ? 0 : refused + 1;
    }
    clock.pass(3600);
  }
  return given;
}

describe.each(dailyCaps)("a day's credentials, %s: %i", (_what, cap) => {
  it.each(attackers)("go to %s by at most %i %%, and another network gets relays", async (_who, percent, addressOf) => {
    const here = world({ TURN_DAILY_CAP: String(cap) });
    // The whole attack lies within one day.
    here.clock.time = Date.parse("2026-11-21T00:00:00Z");
    expect(await attack(here, addressOf, cap)).toBeLessThanOrEqual((cap * percent) / 100);
    here.clock.time = Date.parse("2026-11-21T23:59:00Z");
    const { line, network } = await here.services.addressIds(addressBlocks("198.51.100.7"));
    const { kind } = await here.services.desk.issue({ userId: "victim", line, network, avoid: [] });
    expect(kind).toBe("issued");
  });

  it("give an office behind one address what two people need who talk for two hours", async () => {
    const here = world({ TURN_DAILY_CAP: String(cap) });
    const blocks = await here.services.addressIds(addressBlocks("203.0.113.66"));
    const refused = [];
    // Credentials live for ten minutes, and both ask again before they end.
    for (let minute = 0; minute < 120; minute += 10) {
      for (const userId of ["alice", "bob"]) {
        const issued = await here.services.desk.issue({ userId, ...blocks, avoid: [] });
        refused.push(...(issued.kind === "issued" ? [] : [{ minute, userId, issued }]));
      }
      here.clock.pass(600);
    }
    expect(refused).toEqual([]);
  });
});

it("count the address that a request came from: an attacker uses up its own share, and a stranger gets a relay", async () => {
  const here = world({ TURN_DAILY_CAP: "600" });
  const attacker = { "x-forwarded-for": "203.0.113.66:1" };
  let refusal: unknown;
  for (let n = 0; n < 40 && refusal === undefined; n += 1) {
    const [first, second] = [await enter(here), await enter(here)];
    const room = `room-attack-${String(n).padStart(4, "0")}`;
    await call(here, "join", { token: first.token, roomId: room });
    await call(here, "join", { token: second.token, roomId: room });
    const reply = await call(here, "turn-credentials", { token: first.token, roomId: room, headers: attacker });
    refusal = reply.status === 200 ? undefined : reply;
  }
  expect(refusal).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
  const [alice] = await pair(here);
  expect(await call(here, "turn-credentials", { token: alice.token, roomId })).toMatchObject({ status: 200 });
});

it("does not widen a share by what somebody set by hand", async () => {
  const here = world({ TURN_DAILY_CAP: "600", TURN_ADDRESS_DAILY_CAP: "600", TURN_ADDRESS_HOURLY_CAP: "600" });
  here.clock.time = Date.parse("2026-11-21T00:00:00Z");
  expect(await attack(here, () => "203.0.113.66", 600)).toBeLessThanOrEqual(30);
});

it("does not let one signed-in user take more than an address by moving from one to the next", async () => {
  const here = world({ TURN_DAILY_CAP: "600", TURN_USER_DAILY_CAP: "600", TURN_USER_HOURLY_CAP: "600" });
  let given = 0;
  for (let n = 0; n < 200; n += 1) {
    const { line, network } = await here.services.addressIds(addressBlocks(`198.${n}.100.7`));
    const issued = await here.services.desk.issue({ userId: "mallory", line, network, avoid: [] });
    given += issued.kind === "issued" ? 1 : 0;
  }
  // Within one hour: 2 % of the day.
  expect(given).toBe(12);
});
