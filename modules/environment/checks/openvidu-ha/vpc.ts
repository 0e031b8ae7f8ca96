import { openviduLimits } from "../../openvidu-defaults";
import type { Finding } from "../../problem";
import { showPath } from "../../schema/field-path";
import { regionPath } from "../../settings/region-path";
import { findingIf } from "../check";
import type { OpenviduHaCheck } from "./check";

/** An existing network is named by ids, zone by zone; what it has is not decided here. */
export const checkOpenviduVpc: OpenviduHaCheck = ({ vpc, regions }) => {
  const [home] = regions;
  if (!vpc || !home) {
    return [];
  }
  const own = [
    ...(home.nat === "none" ? [] : ["nat"]),
    ...(home.ipv6 ? ["ipv6"] : []),
    ...(home.interfaceEndpoints.length > 0 ? ["interfaceEndpoints"] : []),
  ];
  return [
    ...findingIf(!/^vpc-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(vpc.id), () => ({
      path: "aws.vpc.id",
      value: vpc.id,
      rule: "Not the id of a VPC.",
      remedy: 'copy it from the VPC console, such as "vpc-0123456789abcdef0"',
    })),
    ...findingIf(Object.keys(vpc.masterSubnets).length > openviduLimits.masters, () => ({
      path: "aws.vpc.masterSubnets",
      value: vpc.masterSubnets,
      rule: `There are ${openviduLimits.masters} masters, so at most as many subnets are used.`,
      remedy: `name at most ${openviduLimits.masters}`,
    })),
    ...subnetFindings("masterSubnets", vpc.masterSubnets, home.name),
    ...subnetFindings("mediaSubnets", vpc.mediaSubnets, home.name),
    ...own.map((field) => ({
      path: `${regionPath(home.name)}.${field}`,
      rule: "The network exists already: what it has is decided where it is made.",
      remedy: `leave ${field} out, or leave aws.vpc out`,
    })),
  ];
};

function subnetFindings(
  field: "masterSubnets" | "mediaSubnets",
  subnets: Readonly<Record<string, string>>,
  region: string,
): readonly Finding[] {
  const entries = Object.entries(subnets);
  const ids = entries.map(([, id]) => id);
  return [
    ...findingIf(entries.length === 0, () => ({
      path: `aws.vpc.${field}`,
      value: subnets,
      rule: "The nodes need a subnet.",
      remedy: `name one for each zone, such as { "${region}a": "subnet-…" }`,
    })),
    ...entries.flatMap(([zone, id], index) => {
      const path = showPath(["aws", "vpc", field, zone]);
      return [
        ...findingIf(!new RegExp(`^${region}[a-h]$`).test(zone), () => ({
          path,
          value: id,
          rule: `Subnets stand under the zones of ${region}; ${zone} is none.`,
          remedy: `write for example "${region}a"`,
        })),
        ...findingIf(!/^subnet-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(id), () => ({
          path,
          value: id,
          rule: "Not the id of a subnet.",
          remedy: 'copy it from the VPC console, such as "subnet-0123456789abcdef0"',
        })),
        ...findingIf(ids.indexOf(id) !== index, () => ({
          path,
          value: id,
          rule: "A subnet lies in one zone; this one is named for two.",
          remedy: "name the subnet of each zone",
        })),
      ];
    }),
  ];
}
