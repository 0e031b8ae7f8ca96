import ipaddr from "ipaddr.js";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** Ranges from which nobody arrives over the internet, as ipaddr.js calls them. */
const unreachable: readonly string[] = [
  "private",
  "loopback",
  "linkLocal",
  "carrierGradeNat",
  "multicast",
  "broadcast",
];

/** Addresses that pass the firewalls are public, few, and written as both services take them. */
export const checkAddresses: AzureCheck = ({ deployFrom }) =>
  deployFrom.flatMap((entry, index) => {
    const path = `azure.deployFrom[${index}]`;
    const [address = "", prefix] = entry.split("/");
    const bits = prefix === undefined ? 32 : Number(prefix);
    if (!ipaddr.IPv4.isValidFourPartDecimal(address) || !Number.isInteger(bits) || bits < 0 || bits > 32) {
      return [
        {
          path,
          value: entry,
          rule: "Not an IPv4 address or range.",
          remedy: 'write one such as "203.0.113.7" or "203.0.113.0/28"',
        },
      ];
    }
    return [
      ...findingIf(unreachable.includes(ipaddr.IPv4.parse(address).range()) && bits > 0, () => ({
        path,
        value: entry,
        rule: "Nobody arrives from this address: it is not a public one.",
        remedy: "write the address that the agent has on the internet: curl https://api.ipify.org",
      })),
      ...findingIf(bits < 16, () => ({
        path,
        value: entry,
        rule: `The firewall would let ${2 ** (32 - bits)} addresses in, which is none.`,
        remedy: "name the agents' own addresses, at most a /16",
      })),
      ...findingIf(prefix !== undefined && bits > 30, () => ({
        path,
        value: entry,
        rule: "Azure Storage takes no range of one or two addresses.",
        remedy: `write "${address}" without /${bits}`,
      })),
    ];
  });
