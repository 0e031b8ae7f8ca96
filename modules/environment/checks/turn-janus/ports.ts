import {
  janusPorts,
  mediasoupPorts,
  overlaps,
  type PortRange,
  type PortRule,
  portCount,
  turnPorts,
} from "../../../shared/ports";
import type { Finding } from "../../problem";
import type { CompleteTurnJanus } from "../../settings/settings";
import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/** Ranges are ranges, and no two services of one host claim a port. */
export const checkPorts: TurnJanusCheck = (aws) => [
  ...rangeFindings("aws.turn.relayPorts", aws.turn.relayPorts, turnRules(aws), "relay"),
  ...rangeFindings("aws.media.rtpPorts", aws.media.rtpPorts, mediaRules(aws), "rtp"),
];

function turnRules({ turn }: CompleteTurnJanus): readonly PortRule[] {
  return turnPorts({ tls: turn.tls.mode, relay: turn.relayPorts });
}

function mediaRules({ media }: CompleteTurnJanus): readonly PortRule[] {
  return media.engine.kind === "janus" ? janusPorts({ rtp: media.rtpPorts }) : mediasoupPorts({ rtp: media.rtpPorts });
}

function rangeFindings(path: string, range: PortRange, rules: readonly PortRule[], own: string): readonly Finding[] {
  if (range.from > range.to) {
    return [
      {
        path,
        value: range,
        rule: `The first port (${range.from}) is above the last (${range.to}): coturn and Janus would start without a range.`,
        remedy: `write { from: ${range.to}, to: ${range.from} }`,
      },
    ];
  }
  return [
    ...findingIf(range.from < 1024, () => ({
      path,
      value: range,
      rule: "Ports below 1024 belong to services of the system.",
      remedy: "begin at 1024 or above; 49152–65535 is the range for it (RFC 8656 §5)",
    })),
    ...findingIf(portCount(range) < 100, () => ({
      path,
      value: range,
      rule: `A range of ${portCount(range)} ports carries next to nothing: each stream takes one or two.`,
      remedy: "take at least 100 ports",
    })),
    ...claimFindings(path, range, rules, own),
  ];
}

/** The table says what listens on the node; loopback ports are claimed too. */
function claimFindings(path: string, range: PortRange, rules: readonly PortRule[], own: string): readonly Finding[] {
  const ranged = rules.filter(({ name }) => name.startsWith(own));
  return rules
    .filter(({ name }) => !name.startsWith(own))
    .filter((rule) => ranged.some(({ protocol, ports }) => protocol === rule.protocol && overlaps(ports, rule.ports)))
    .map((rule) => ({
      path,
      value: range,
      rule: `Port ${rule.ports.from}/${rule.protocol} is claimed twice on one host: by this range and by ${rule.purpose}.`,
      remedy: `begin above ${rule.ports.to} or end below ${rule.ports.from}`,
    }));
}
