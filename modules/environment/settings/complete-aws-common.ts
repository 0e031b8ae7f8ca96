import { findAwsRegion } from "../catalog/regions";
import { defaults } from "../defaults";
import type { AwsCommon, RegionSettings } from "../input/aws-common";
import type { Ledger } from "../ledger";
import { regionPath } from "./region-path";
import type { CompleteAwsCommon, CompleteRegion } from "./settings";

/** Fills in what every AWS topology decides. */
export function completeAwsCommon(aws: AwsCommon, protect: boolean, ledger: Ledger): CompleteAwsCommon {
  return {
    ...(aws.account !== undefined && { account: ledger.given("aws.account", aws.account) }),
    ...(aws.dns && { zoneId: ledger.given("aws.dns.zoneId", aws.dns.zoneId) }),
    regions: Object.entries(aws.regions).map(([name, region]) => completeRegion(name, region, ledger)),
    logRetentionDays: ledger.take(
      "aws.logRetentionDays",
      aws.logRetentionDays,
      protect ? defaults.aws.protectedLogRetentionDays : defaults.aws.logRetentionDays,
    ),
  };
}

function completeRegion(name: string, region: RegionSettings, ledger: Ledger): CompleteRegion {
  const known = findAwsRegion(name);
  const path = regionPath(name);
  const cidr =
    region.cidr === undefined
      ? ledger.derive(
          `${path}.cidr`,
          known ? `10.${known.networkOctet}.0.0/16` : "",
          "every region has a range of its own, so that they can be connected",
        )
      : ledger.given(`${path}.cidr`, region.cidr);
  return {
    name,
    zones: completeZones(name, region, ledger),
    ...(typeof region.zones === "number" && { zoneCount: region.zones }),
    cidr,
    ipv6: ledger.take(`${path}.ipv6`, region.ipv6, defaults.aws.ipv6),
    nat: ledger.take(`${path}.nat`, region.nat, defaults.aws.nat),
    interfaceEndpoints: ledger.take(
      `${path}.interfaceEndpoints`,
      region.interfaceEndpoints,
      defaults.aws.interfaceEndpoints,
    ),
  };
}

function completeZones(name: string, region: RegionSettings, ledger: Ledger): readonly string[] {
  const path = `${regionPath(name)}.zones`;
  if (typeof region.zones !== "number") {
    return ledger.given(path, [...region.zones]);
  }
  const letters = findAwsRegion(name)?.zoneLetters ?? "abc";
  const zones = [...letters].slice(0, region.zones).map((letter) => `${name}${letter}`);
  return ledger.derive(path, zones, `the first ${region.zones} of the zones that accounts usually see`);
}
