import { addressBlocks } from "../../../apps/signaling/src/core/address-block";
import { SettingsError } from "../../../apps/signaling/src/read-settings";
import { leastSettings, parseSettings } from "./support/settings";

it("starts with the least settings: no relay source, careful caps", () => {
  expect(parseSettings({ ...leastSettings })).toMatchObject({
    TURN_SOURCES: [],
    TURN_TTL_SECONDS: 600,
    TURN_DAILY_CAP: 20_000,
  });
});

it("takes sources in order, and the fleets of AWS as JSON", () => {
  const settings = parseSettings({
    TURN_SOURCES: "aws, metered",
    METERED_APP: "example",
    TURN_AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/signaling",
    TURN_AWS_FLEETS: JSON.stringify([
      {
        region: "eu-west-1",
        secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s",
        urls: ["turns:turn.example.com:443?transport=tcp"],
      },
    ]),
  });
  expect([settings.TURN_SOURCES, settings.TURN_AWS_FLEETS?.length]).toEqual([["aws", "metered"], 1]);
});

it.each([
  ["DEPLOYMENT", { DEPLOYMENT: "" }],
  ["KEY_VAULT_URI", { KEY_VAULT_URI: "http://kv.example.com" }],
  ["TURN_ENABLED", { TURN_ENABLED: "no" }],
  ["TURN_DAILY_CAP", { TURN_DAILY_CAP: "-1" }],
  ["TURN_SOURCES", { TURN_SOURCES: "aws,twilio" }],
  ["TURN_AWS_FLEETS and TURN_AWS_ROLE_ARN", { TURN_SOURCES: "aws" }],
  ["TURN_AZURE_URLS", { TURN_SOURCES: "azure" }],
  ["TURN_AZURE_URLS", { TURN_AZURE_URLS: "https://turn.example.com" }],
  ["METERED_APP", { TURN_SOURCES: "metered" }],
  ["SQL_SERVER and SQL_DATABASE", { SQL_SERVER: "sql.example.com" }],
  ["TABLES_ENDPOINT", { TABLES_ENDPOINT: "" }],
  ["TABLES_CONNECTION_STRING", { TABLES_CONNECTION_STRING: "DefaultEndpointsProtocol=https;AccountKey=c2VjcmV0" }],
])("names %s when it is wrong, and shows no value", (name, settings) => {
  let thrown: unknown;
  try {
    parseSettings(settings);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(SettingsError);
  expect(String(thrown)).toContain(name);
  expect(String(thrown)).not.toContain("c2VjcmV0");
});

it.each([
  ["198.51.100.7:50123", "198.51.100.7", "198.51.100.0/24"],
  ["198.51.100.7", "198.51.100.7", "198.51.100.0/24"],
  ["[2001:db8:1:2ff:3:4:5:6]:443", "2001:db8:1:200::/56", "2001:db8:1::/48"],
  ["2001:db8:1:2ab:ffff::1", "2001:db8:1:200::/56", "2001:db8:1::/48"],
  ["::ffff:198.51.100.7", "198.51.100.7", "198.51.100.0/24"],
  ["nonsense", "unknown", "unknown"],
  [undefined, "unknown", "unknown"],
])("takes %s for the line %s in the network %s", (address, line, network) => {
  expect(addressBlocks(address)).toEqual({ line, network });
});
