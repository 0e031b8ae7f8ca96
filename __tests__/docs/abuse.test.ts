import { readFileSync } from "node:fs";
import { join } from "node:path";
import { largestBody } from "../../apps/signaling/src/api/request";
import { azureSettings } from "../../apps/signaling/src/azure/azure-settings";
import { sessionSeconds } from "../../apps/signaling/src/core/session";
import { threshold } from "../../apps/signaling/src/core/stats";
import { readSettings } from "../../apps/signaling/src/read-settings";
import { sharePercent } from "../../apps/signaling/src/turn/credential-rules";
import { azureDefaults, azureLimits } from "../../modules/environment/azure-defaults";
import { defaults, limits } from "../../modules/environment/defaults";

/** Settings of functions that were told nothing but where they are. */
const settings = readSettings(azureSettings, {
  DEPLOYMENT: "docs",
  AZURE_CLIENT_ID: "00000000-0000-0000-0000-000000000000",
  SIGNALR_ENDPOINT: "https://signalr.example.com",
  KEY_VAULT_URI: "https://vault.example.com",
  TABLES_ENDPOINT: "https://tables.example.com",
});

const byTier = (name: string, numbers: Readonly<Record<string, number>>): readonly (readonly [string, number])[] =>
  Object.entries(numbers).map(([tier, number]) => [`${name}.${tier}`, number] as const);

/** What the code says, by the names that the page uses. */
const inCode = new Map<string, number>([
  ...(
    [
      "TURN_TTL_SECONDS",
      "TURN_USER_HOURLY_CAP",
      "TURN_USER_DAILY_CAP",
      "TURN_ADDRESS_HOURLY_CAP",
      "TURN_ADDRESS_DAILY_CAP",
      "TURN_DAILY_CAP",
      "SESSION_ADDRESS_HOURLY_CAP",
      "SIGNAL_PER_SECOND",
      "ROOM_MAX_MEMBERS",
      "ROOM_LEASE_SECONDS",
    ] as const
  ).map((name) => [name, settings[name]] as const),
  ...byTier("TURN_DAILY_CAP", azureLimits.turnDailyCap),
  ...byTier("dailyLogGigabytes", azureLimits.dailyLogGigabytes),
  ...byTier("credentialCalls", limits.credentialCalls),
  ...byTier("sharePercent", sharePercent),
  ["smallestDailyCap", limits.smallestDailyCap],
  ["sessionSeconds", sessionSeconds],
  ["largestBody", largestBody],
  ["threshold", threshold],
  ["turn.limits.perUser", defaults.turn.perUser.value],
  ["turn.limits.perAllocation", defaults.turn.megabitsPerSecond.value],
  ["usableBandwidthShare", limits.usableBandwidthShare * 100],
  ["allocationsPerNode", limits.allocationsPerNode],
  ["azure.functions.maximumInstances", azureDefaults.maximumInstances.value],
  ["requestsPerMinuteAndAddress", azureLimits.requestsPerMinuteAndAddress],
  ["pauseMinutes", azureLimits.pauseMinutes],
  ["aws.credentials.dailyCap", defaults.credentials.dailyCap.value],
]);

const page = readFileSync(join(__dirname, "../../docs/abuse.md"), "utf8");
const rows = [...page.matchAll(/^\|.*\| ([\d.,]+) \| `([\w.]+)` \|$/gm)].map(
  ([, number = "", name = ""]) => [name, Number(number.replaceAll(",", ""))] as const,
);

describe("the page on abuse", () => {
  it.each([...inCode])("says of %s what the code says: %d", (name, number) => {
    expect(new Map(rows).get(name)).toBe(number);
  });

  it("names no bound that the code does not have", () => {
    expect(rows.map(([name]) => name).filter((name) => !inCode.has(name))).toEqual([]);
  });

  it("counts on what one user can take with the same numbers", () => {
    const { perUser, megabitsPerSecond } = defaults.turn;
    const together = perUser.value * megabitsPerSecond.value;
    expect(page.replaceAll(/\s+/g, " ")).toContain(
      `${perUser.value} × ${megabitsPerSecond.value} Mb/s = ${together} Mb/s`,
    );
    expect(page).toContain(`about ${Math.round((together * 3600) / 8 / 1000)} GB an hour`);
  });

  it("says the alarms' numbers", () => {
    expect(page).toContain(`${azureLimits.freeDrainMessages.toLocaleString("en-US")} on the free SKU`);
    expect(page).toContain(`${azureLimits.drainMessagesPerUnit.toLocaleString("en-US")} per unit`);
  });
});
