import ipaddr from "ipaddr.js";
import { parseAllDocuments } from "yaml";
import { turnDenials } from "../../modules/azure/turn/turn-denials";
import {
  type ClusterInput,
  composeFiles,
  liveNodeFiles,
  mediaNodeFiles,
  platformAddresses,
  singleHostNodes,
  turnNodeFiles,
} from "../../modules/nodes";
import { turnserverConf } from "../../modules/nodes/coturn/turnserver-conf";
import { relayPart } from "../../modules/nodes/go-live/compose-relay";
import { kubernetesFiles } from "../../modules/nodes/go-live/kubernetes/kubernetes-files";
import { lintConfig } from "../../modules/nodes/lint";
import { addressRange, specialIpv4, specialIpv6 } from "../../modules/nodes/special-addresses";
import { turnPorts } from "../../modules/shared/ports";
import { liveFleet, liveImage } from "./go-live/live-fleet";
import { kubernetes } from "./go-live/plans";
import { context, coturnVersions, mediaPlan, tlsPlans, turnPlan } from "./plans";

/**
 * Where each platform address lies. Only the last is at a public address: were the table to gain another, it would be missing here and
 * its block would have to reach every consumer below.
 */
const places: Readonly<Record<string, string>> = {
  "169.254.169.254": "169.254.0.0/16",
  "169.254.169.253": "169.254.0.0/16",
  "169.254.169.123": "169.254.0.0/16",
  "169.254.170.2": "169.254.0.0/16",
  "169.254.170.23": "169.254.0.0/16",
  "169.254.42.42": "169.254.0.0/16",
  "192.0.0.192": "192.0.0.0/24",
  "100.100.100.200": "100.64.0.0/10",
  "fd00:ec2::254": "fc00::/7",
  "fd00:ec2::253": "fc00::/7",
  "fd00:ec2::123": "fc00::/7",
  "fd00:ec2::23": "fc00::/7",
  "fd20:ce::254": "fc00::/7",
  "fd00:c1::a9fe:a9fe": "fc00::/7",
  "fd00:42::42": "fc00::/7",
  "fe80::a9fe:a9fe": "fe80::/10",
  "168.63.129.16": "168.63.129.16/32",
};

const addresses = [...new Set(platformAddresses.map(({ address }) => address))];
const cluster: ClusterInput = {
  realm: "turn.example.com",
  balancerAddress: "10.0.0.1",
  nodes: singleHostNodes("10.0.0.1", 3),
  tls: "off",
  coturnVersion: "4.18.0",
  limits: turnPlan().limits,
};

interface Rendered {
  readonly path: string;
  readonly content: string;
}

/** Every `turnserver.conf` that we render, by where it goes. */
const turnserverFiles: readonly (readonly [string, string])[] = [
  ...coturnVersions.flatMap((coturnVersion) =>
    tlsPlans.map(
      (tls) =>
        [
          `node, ${coturnVersion}, TLS ${JSON.stringify(tls)}`,
          turnserverConf("x", turnPlan({ coturnVersion, tls })).content,
        ] as const,
    ),
  ),
  ...named(composeFiles(cluster), /turnserver\.conf$/),
  ...named(relayPart({ publicAddress: "203.0.113.10", realm: "example.com" }).files, /turnserver\.conf$/),
];

/** Every packet filter that we render, by what it guards. */
const packetFilters: readonly (readonly [string, string])[] = [
  ["coturn", turnNodeFiles(turnPlan(), context)] as const,
  ["Janus", mediaNodeFiles(mediaPlan(), context)] as const,
  [
    "mediasoup",
    mediaNodeFiles(
      mediaPlan({ engine: { kind: "mediasoup", bundleKey: "app.tar.gz", bundleSha256: "0".repeat(64) } }),
      context,
    ),
  ] as const,
  ["live-webrtc", liveNodeFiles(liveFleet({ rooms: { kind: "directory", routerImage: liveImage } }), context)] as const,
].map(([name, files]) => [name, named(files, /nftables\.conf$/)[0]?.[1] ?? ""]);

function named(files: readonly Rendered[], pattern: RegExp): readonly (readonly [string, string])[] {
  return files.filter(({ path }) => pattern.test(path)).map(({ path, content }) => [path, content]);
}

function holds(cidr: string, address: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(cidr);
  const parsed = ipaddr.parse(address);
  return parsed.kind() === network.kind() && parsed.match(network, bits);
}

function inRange(range: string, address: string): boolean {
  const [first = "", last = first] = range.split("-");
  const [from, to, wanted] = [first, last, address].map((text) => Buffer.from(ipaddr.parse(text).toByteArray()));
  return (
    from?.length === wanted?.length &&
    Number(from?.compare(wanted ?? from)) <= 0 &&
    Number(to?.compare(wanted ?? to)) >= 0
  );
}

/** Blocks of the rules that drop what a user sends, whatever port it leaves from. */
function keptFrom(text: string, user: string): readonly string[] {
  return [...text.matchAll(/^\s*ip6? daddr \{ ([^}]*) \} meta skuid (\S+) counter drop$/gm)]
    .filter((match) => match[2] === user)
    .flatMap(([, blocks = ""]) => blocks.split(", "));
}

describe("platform addresses of the clouds", () => {
  it.each(addresses)("%s lies in a block of the table", (address) => {
    const blocks = [...specialIpv4, ...specialIpv6].map(({ cidr }) => cidr).filter((cidr) => holds(cidr, address));
    expect(blocks).toEqual([places[address]]);
  });

  it.each(turnserverFiles)("are denied as peers: %s", (_, text) => {
    const ranges = [...text.matchAll(/^denied-peer-ip=(.+)$/gm)].map(([, range = ""]) => range);
    expect(ranges.length).toBeGreaterThan(30);
    expect(addresses.filter((address) => !ranges.some((range) => inRange(range, address)))).toEqual([]);
  });

  it.each(packetFilters)("are dropped from media ports: %s", (_, text) => {
    const blocks = [...text.matchAll(/^\s+([\da-f:.]+\/\d+),?$/gm)].map(([, cidr = ""]) => cidr);
    expect(addresses.filter((address) => !blocks.some((cidr) => holds(cidr, address)))).toEqual([]);
  });

  it.each([
    ["Janus", "janus"],
    ["live-webrtc", "live"],
    ["live-webrtc", "10002"],
  ])("are dropped from every port of a program that opens connections of its own: %s, user %s", (name, user) => {
    const blocks = keptFrom(packetFilters.find(([filter]) => filter === name)?.[1] ?? "", user);
    expect(addresses.filter((address) => !blocks.some((cidr) => holds(cidr, address)))).toEqual([]);
  });

  it.each(packetFilters)("stay within reach of the resolver and the agent of the machine: %s", (_, text) => {
    const drops = text.split("\n").filter((line) => /daddr .*drop$/.test(line));
    expect(drops.length).toBeGreaterThan(0);
    expect(drops.filter((line) => !line.includes(" meta skuid "))).toEqual([]);
  });

  it.each([...specialIpv4, ...specialIpv6].map((block) => [addressRange(block), block.purpose] as const))(
    "a file without %s gets a finding that says why (%s)",
    (range, purpose) => {
      const text = turnserverConf("x", turnPlan()).content.replace(`denied-peer-ip=${range}\n`, "");
      const findings = lintConfig({ path: "turnserver.conf", text, files: false });
      expect(findings.map(({ message }) => message)).toEqual([`denied-peer-ip: ${range} is missing: ${purpose}.`]);
    },
  );

  it("are no destination of a pod that may send to any port", () => {
    const files = kubernetesFiles(kubernetes);
    const open = files
      .flatMap(({ content }) => parseAllDocuments(content).map((document): unknown => document.toJS()))
      .filter((object) => Object(object).kind === "NetworkPolicy")
      .flatMap(
        (policy): { ports?: { port?: number }[]; to?: { ipBlock?: { cidr: string; except?: string[] } }[] }[] =>
          Object(policy).spec.egress ?? [],
      )
      .filter(({ ports }) => ports === undefined || ports.some(({ port }) => port === undefined));
    expect(open).toHaveLength(2);
    const reached = open.flatMap(({ to }) =>
      addresses.filter((address) =>
        to === undefined
          ? true
          : to.some(
              ({ ipBlock }) =>
                ipBlock !== undefined &&
                holds(ipBlock.cidr, address) &&
                !ipBlock.except?.some((cidr) => holds(cidr, address)),
            ),
      ),
    );
    expect(reached).toEqual([]);
  });

  it("of Azure are barred from relay ports by their service tags, which a security group needs for that", () => {
    const relay = { from: 50_000, to: 50_999 };
    const denials = turnDenials(turnPorts({ tls: "node", relay }));
    const expected = platformAddresses
      .filter(({ cloud }) => cloud === "Azure")
      .map(({ serviceTag }) => ["Udp", "50000-50999", serviceTag]);
    expect(denials.map(({ protocol, fromPorts, to }) => [protocol, fromPorts, to])).toEqual(expected);
    expect(expected.every(([, , tag]) => tag !== undefined)).toBe(true);
  });
});
