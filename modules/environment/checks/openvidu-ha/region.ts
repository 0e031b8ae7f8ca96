import { defaults } from "../../defaults";
import { openviduLimits } from "../../openvidu-defaults";
import type { Finding } from "../../problem";
import { zonesForMasters } from "../../resolve/master-zones";
import { regionPath } from "../../settings/region-path";
import { findingIf } from "../check";
import type { OpenviduHaCheck } from "./check";

/** What is lost with the fullest zone, by the number of masters in it (OpenVidu, fault tolerance). */
const lost: Readonly<Record<number, string>> = {
  2: "two masters, with which recording and object storage fail",
  4: "all four masters, and with them the whole service",
};

/** One cluster, one region; its masters in as many zones as there are. */
export const checkOpenviduRegion: OpenviduHaCheck = (aws) => {
  const [home, second] = aws.regions;
  if (!home) {
    return [];
  }
  return [
    ...findingIf(second !== undefined, () => ({
      path: regionPath(second?.name ?? ""),
      rule: "The masters form one cluster, which lives in one region.",
      remedy: "give the second region an environment of its own, with a domain of its own",
    })),
    ...zoneFindings(aws, home),
    ...addressFindings(aws, home),
  ];
};

function zoneFindings(
  { masters, vpc }: Parameters<OpenviduHaCheck>[0],
  home: Parameters<OpenviduHaCheck>[0]["regions"][number],
): readonly Finding[] {
  const zones = new Set(zonesForMasters(home, vpc)).size;
  const path = vpc ? "aws.vpc.masterSubnets" : `${regionPath(home.name)}.zones`;
  const value = vpc ? vpc.masterSubnets : (home.zoneCount ?? home.zones);
  const more = vpc ? "name a subnet in each of four zones" : "use four zones, in a region that has them";
  if (zones === 0 || zones >= 4) {
    return [];
  }
  if (zones === 1) {
    return findingIf(!masters.acceptOneZone, () => ({
      path,
      value,
      rule: `All four masters would stand in one zone; a failure of it takes ${lost[4]}.`,
      remedy: `${more}, or set aws.masters.acceptOneZone to true`,
    }));
  }
  return [
    {
      path,
      value,
      rule: `Four masters in ${zones} zones: a failure of one zone may take ${lost[2]}.`,
      remedy: `${more}, if that is too much`,
      warning: true,
    },
  ];
}

/** Each master and each NAT gateway has a public address that stays. */
function addressFindings(
  { vpc }: Parameters<OpenviduHaCheck>[0],
  { name, nat, zones }: Parameters<OpenviduHaCheck>[0]["regions"][number],
): readonly Finding[] {
  const needed = openviduLimits.masters + { none: 0, one: 1, "per-zone": zones.length }[nat];
  const quota = defaults.aws.elasticIps.value;
  return findingIf(vpc === undefined && needed > quota, () => ({
    path: `${regionPath(name)}.nat`,
    value: nat,
    rule: `Masters and NAT gateways need ${needed} Elastic IPs; an account has ${quota} per region unless it asks for more.`,
    remedy: "ask for a higher quota (EC2, L-0263D0A3), or leave nat out: all nodes live in public subnets",
    warning: true,
  }));
}
