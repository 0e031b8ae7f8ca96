import { readFileSync } from "node:fs";
import { join } from "node:path";
import { largestBody } from "../../apps/signaling/src/api/request";
import { azureSettings } from "../../apps/signaling/src/azure/azure-settings";
import { sessionSeconds } from "../../apps/signaling/src/core/session";
import { threshold } from "../../apps/signaling/src/core/stats";
import { readSettings } from "../../apps/signaling/src/read-settings";
import { sharePercent } from "../../apps/signaling/src/turn/credential-rules";
import { loadTopologies } from "../../modules/environment";
import { azureDefaults, azureLimits } from "../../modules/environment/azure-defaults";
import { defaults, limits } from "../../modules/environment/defaults";
import { relayDirections } from "../../modules/environment/resolve/turn-limits";
import { estimateEnvironment } from "../../modules/estimate/estimate";
import { awsEgress } from "../../modules/estimate/topologies/aws-egress";
import { assumedUsage } from "../../modules/estimate/usage";
import { exampleEnvironments } from "../helpers/synth-environments";

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

const loaded = loadTopologies({ directory: exampleEnvironments });
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

  it("says the alarms' numbers", () => {
    expect(page).toContain(`${azureLimits.freeDrainMessages.toLocaleString("en-US")} on the free SKU`);
    expect(page).toContain(`${azureLimits.drainMessagesPerUnit.toLocaleString("en-US")} per unit`);
  });
});

/** What the page says of the fleets of an example, computed from its plan. */
function figuresOf(name: string): readonly string[] {
  const topology = loaded.ok ? loaded.topologies.find(({ environment }) => environment === name) : undefined;
  if (topology?.aws?.kind !== "turn-janus") {
    throw new Error(`${name} has no TURN fleet on AWS`);
  }
  const fleets = topology.aws.regions.map(({ app }) => app.turn);
  const [first] = fleets;
  const nodes = fleets.reduce((sum, fleet) => sum + fleet.nodes.max, 0);
  const { allocationsPerUser = 0, allocationsPerNode = 0, bytesPerSecondPerAllocation = 0 } = first?.limits ?? {};
  const rate = (bytesPerSecondPerAllocation * 8) / 1e6;
  const onNode = allocationsPerUser * rate * relayDirections;
  const gigabytes = (nodes * onNode * 3600) / 8 / 1000;
  // The first gigabytes of a month are free, and gone at once.
  const price = awsEgress(topology.aws.regions[0]?.region ?? "").find(({ dollars }) => dollars > 0);
  const { worst } = estimateEnvironment(topology, [], assumedUsage);
  const turn = worst.lines.find(({ what }) => what.startsWith("TURN egress"));
  const terabytes = Number(turn?.what.match(/([\d.,]+) TB/)?.[1]?.replaceAll(",", ""));
  const dollars = Math.round(turn?.dollars ?? 0).toLocaleString("en-US");
  return [
    `${allocationsPerUser} × ${rate} × ${relayDirections} = ${onNode} Mb/s`,
    `${nodes} × ${onNode} = ${nodes * onNode} Mb/s`,
    `${Math.round(gigabytes)} GB, ${(gigabytes * (price?.dollars ?? 0)).toFixed(2)} US dollars`,
    `${Math.ceil(allocationsPerNode / allocationsPerUser)}`,
    `${Math.round(terabytes).toLocaleString("en-US")} TB, ${dollars} US dollars`,
  ];
}

describe("what the page says that one user and everybody can take", () => {
  const table = page.split("| | `dev` | `prod` |\n|---|---|---|\n")[1]?.split("\n\n")[0] ?? "";
  const columns = table.split("\n").map((row) => row.split("|").map((cell) => cell.trim()));

  it.each([
    ["dev", 2],
    ["prod", 3],
  ])("is what the plan of %s comes to", (name, column) => {
    expect(columns.map((cells) => cells[column])).toEqual(figuresOf(name));
  });

  it("needs no more than what one address gets in an hour, as it says", () => {
    const perHour = (azureLimits.turnDailyCap.resilient * sharePercent.addressHour) / 100;
    const users = Number(figuresOf("prod")[3]);
    expect(users).toBeLessThanOrEqual(Math.min(settings.SESSION_ADDRESS_HOURLY_CAP, perHour));
  });
});
