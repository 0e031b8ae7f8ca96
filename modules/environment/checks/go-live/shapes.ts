import { isIPv4 } from "node:net";
import { overlaps } from "../../../shared/ports";
import type { Finding } from "../../problem";
import type { CompleteGoLive } from "../../settings/live-settings";
import { type Check, findingIf } from "../check";
import { liveFindings } from "./live";
import { recordingFindings } from "./recordings";

/** live-webrtc outside AWS. */
export const checkGoLive: Check = ({ goLive }) =>
  goLive
    ? [
        ...liveFindings("goLive", goLive),
        ...(goLive.recordings ? recordingFindings(goLive.recordings) : []),
        ...shapeFindings(goLive),
      ]
    : [];

type Shape<Name extends CompleteGoLive["shape"]> = Extract<CompleteGoLive, { readonly shape: Name }>;

function shapeFindings(goLive: CompleteGoLive): readonly Finding[] {
  switch (goLive.shape) {
    case "compose":
      return composeFindings(goLive);
    case "balanced":
      return balancedFindings(goLive);
    case "kubernetes":
      return kubernetesFindings(goLive);
  }
}

/** Ports that coturn relays from, beside the program on one machine. */
const relayPorts = { from: 49_152, to: 65_535 };

function composeFindings({ coturn, turn, mediaPorts, rooms }: Shape<"compose">): readonly Finding[] {
  return [
    ...findingIf(rooms.kind === "directory", () => ({
      path: "goLive.rooms",
      value: rooms,
      rule: "One instance has every room; a directory would say so for each of them.",
      remedy: 'leave it out, or choose shape: "balanced"',
    })),
    ...(coturn
      ? [
          ...findingIf(turn.kind !== "own", () => ({
            path: "goLive.coturn",
            value: coturn,
            rule: `coturn would run, and clients would be sent elsewhere (turn.kind is "${turn.kind}").`,
            remedy: `set goLive.turn to { kind: "own", urls: ["turn:${coturn.publicAddress}:3478"] }, or leave coturn out`,
          })),
          ...findingIf(!isIPv4(coturn.publicAddress), () => ({
            path: "goLive.coturn.publicAddress",
            value: coturn.publicAddress,
            rule: "coturn tells clients an IPv4 address; a name is none.",
            remedy: 'write for example "203.0.113.10"',
          })),
          ...findingIf(overlaps(mediaPorts, relayPorts), () => ({
            path: "goLive.mediaPorts",
            value: mediaPorts,
            rule: `coturn relays from ${relayPorts.from}–${relayPorts.to} on the same machine: a port would be claimed twice.`,
            remedy: `end below ${relayPorts.from}`,
          })),
        ]
      : []),
  ];
}

function balancedFindings({ instances, rooms, redis }: Shape<"balanced">): readonly Finding[] {
  const path = "goLive.instances";
  const names = instances.map(({ name }) => name);
  const addresses = instances.map(({ address }) => address);
  return [
    ...findingIf(instances.length < 2, () => ({
      path,
      value: instances,
      rule: "Balancing takes two instances or more.",
      remedy: 'list another one, or choose shape: "compose"',
    })),
    ...instances.flatMap(({ name, address }, index) => [
      ...findingIf(!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) || name === "proxy", () => ({
        path: `${path}[${index}].name`,
        value: name,
        rule: "It names a directory beside that of the proxy: lower-case letters, digits and hyphens, not proxy.",
        remedy: 'write for example "live-1"',
      })),
      ...findingIf(names.indexOf(name) !== index, () => ({
        path: `${path}[${index}].name`,
        value: name,
        rule: "Two instances share the name, and their files would share a directory.",
        remedy: "give each a name of its own",
      })),
      ...findingIf(!isIPv4(address), () => ({
        path: `${path}[${index}].address`,
        value: address,
        rule: "Not an IPv4 address: instances listen on it, so a name does not do.",
        remedy: 'write for example "10.0.0.11"',
      })),
      ...findingIf(addresses.indexOf(address) !== index, () => ({
        path: `${path}[${index}].address`,
        value: address,
        rule: "Two instances share the address: both would claim its port 8080.",
        remedy: "give each a machine of its own",
      })),
    ]),
    ...findingIf(redis !== undefined && rooms.kind === "hash", () => ({
      path: "goLive.redis",
      value: redis,
      rule: "Nothing would ask Redis: rooms are found by hashing.",
      remedy: 'set goLive.rooms to { kind: "directory", routerImage: … }, or leave redis out',
    })),
  ];
}

function kubernetesFindings(goLive: Shape<"kubernetes">): readonly Finding[] {
  const { instances, media, turn, namespace, front } = goLive;
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  const names = [
    ["goLive.namespace", namespace],
    ...(front.kind === "gateway"
      ? ([
          ["goLive.front.name", front.name],
          ["goLive.front.namespace", front.namespace],
        ] as const)
      : []),
  ] as const;
  return [
    ...findingIf(instances.min > instances.max, () => ({
      path: "goLive.instances",
      value: instances,
      rule: `The fewest instances (${instances.min}) are more than the most (${instances.max}).`,
      remedy: `set min to ${instances.max} or less, or max to ${instances.min} or more`,
    })),
    ...findingIf(instances.min < 1, () => ({
      path: "goLive.instances.min",
      value: instances.min,
      rule: "The autoscaler does not start from none: nobody would measure anything.",
      remedy: "set it to 1 or more",
    })),
    ...findingIf(media === "relay" && turn.kind !== "own", () => ({
      path: "goLive.media",
      value: media,
      rule: `Media would leave a pod through TURN alone, and the program needs credentials that last: a service (turn.kind "${turn.kind}") gives none.`,
      remedy: 'set goLive.turn to { kind: "own", urls: […] }, or media to "host-network"',
    })),
    ...names.flatMap(([path, value]) =>
      findingIf(!label.test(value), () => ({
        path,
        value,
        rule: "A name in Kubernetes: up to 63 lower-case letters, digits and hyphens, a letter or digit at both ends.",
        remedy: 'write for example "live"',
      })),
    ),
  ];
}
