import { distributionCoturn } from "../shared/coturn-versions";
import type { FleetSettings, TurnJanusEnvironment, TurnSettings } from "./input/turn-janus";

/** What is chosen where an environment file says nothing, and why. `npm run explain` prints the reason. */
export interface Default<T> {
  readonly value: T;
  readonly reason: string;
}

function because<T>(value: T, reason: string): Default<T> {
  return { value, reason };
}

/** Every default of the project. */
export const defaults = {
  protect: because(false, "an environment that nobody protects can be destroyed in one command"),
  tags: because<Readonly<Record<string, string>>>(
    {},
    "CostCenter, Environment, Layer, Role, Topology and ManagedBy are always there",
  ),
  state: because<{ readonly kind: "local" }>({ kind: "local" }, "a first plan needs no account and no bucket"),
  notify: because<readonly string[]>([], "without a budget nobody is known who could be told"),
  aws: {
    elasticIps: because(5, "AWS's quota of Elastic IPs per region (EC2, L-0263D0A3)"),
    logRetentionDays: because(30, "a month covers the time in which a call is complained about"),
    protectedLogRetentionDays: because(400, "protected: thirteen months, so that a year can be compared"),
    routing: because<NonNullable<TurnJanusEnvironment["routing"]>>(
      { kind: "latency" },
      "the relay with the shortest round trip serves best",
    ),
    ipv6: because(false, "nodes have IPv4 addresses alone; IPv6 is for the balancers in front of them"),
    nat: because<"none" | "one" | "per-zone">(
      "none",
      "nodes live in public subnets and nothing in the private ones calls out",
    ),
    interfaceEndpoints: because<readonly string[]>([], "each costs about 7 US dollars a month and zone"),
    image: because<"mutable" | "immutable">("mutable", "stock Ubuntu needs no image build before the first apply"),
    rotationDays: because(30, "two valid secrets at a time: rotation drops nobody, so it can be frequent"),
  },
  fleet: {
    warmPool: because(0, "a stopped node still costs its volume and its address"),
    drainHours: because(4, "longer than almost every call; a node waits only while it has sessions"),
    drainHeartbeatSeconds: because(600, "24 heartbeats in 4 hours, well within the 100 that Auto Scaling takes"),
    scheduleTimeZone: because("Etc/UTC", "the same hour all year round"),
    schedules: because<NonNullable<FleetSettings["schedules"]>>([], "scaling follows the load"),
    volumeGib: because(20, "Ubuntu, packages and two weeks of logs take less than half"),
    mutableLaunchSeconds: because(900, "packages are installed at boot"),
    immutableLaunchSeconds: because(300, "everything is in the image"),
  },
  turn: {
    instanceType: because(
      "t4g.small",
      "the smallest that relays for a team: 128 Mb/s sustained, about 12 US dollars a month",
    ),
    tls: because<NonNullable<TurnSettings["tls"]>>(
      { mode: "nlb" },
      "certificates renew themselves and 443 passes every firewall",
    ),
    relayPorts: because({ from: 49152, to: 65535 }, "the dynamic range of RFC 8656 §5"),
    perUser: because(
      12,
      "a user takes one allocation for each other person, seven in a room of eight; reconnects and trials come on top",
    ),
    megabitsPerSecond: because(3, "one HD video and its audio in each direction"),
    bandwidthPercent: because(60, "room for the minutes until a new node answers"),
    allocationsPercent: because(70, "room for a node that fails while another drains"),
    scaleInPercentOfTarget: because(40, "far enough below that a node that left is not missed at once"),
    coturnVersion: because(
      distributionCoturn,
      "the version that Ubuntu 24.04 has; docs/nodes.md lists its faults and what is rendered against them",
    ),
  },
  credentials: {
    origins: because<readonly string[]>([], "no page in a browser may call the API until one is named"),
    dailyCap: because(
      20_000,
      "an office behind one address gets 800 of them, 133 hours of calls; what a thief could take in a day ends there",
    ),
  },
  media: {
    instanceType: because(
      "t3.medium",
      "two x86 vCPUs, which Janus's packages are built and tested for, about 30 US dollars a month",
    ),
    rtpPorts: because({ from: 20000, to: 40000 }, "ten thousand streams with a port each for RTP and RTCP"),
    scaleOutCpuPercent: because(60, "an SFU drops packets well before its CPU is full"),
  },
} as const;

/** Limits and shares that are no choice of a team, with their source. */
export const limits = {
  /** Traffic to the internet of types with fewer than 32 vCPUs, Mb/s (EC2 user guide, instance network bandwidth). */
  internetMegabitsPerSecond: 5000,
  /** vCPUs from which on the internet gets half of the bandwidth instead (same source). */
  vcpusWithoutInternetCap: 32,
  /** Share of the sustained bandwidth that coturn hands out: the rest is for STUN, TLS and the system. */
  usableBandwidthShare: 0.9,
  /** Allocations of one node at most: coturn was measured with 4000 without trouble, a failing node should not take more along. */
  allocationsPerNode: 5000,
  /** Nodes of a spread placement group per zone (EC2 user guide, placement groups). */
  spreadNodesPerZone: 7,
  /** Longest stay in a lifecycle hook in hours, and number of heartbeats (EC2 Auto Scaling, lifecycle hooks). */
  lifecycleHours: 48,
  lifecycleHeartbeats: 100,
  /** Days that CloudWatch Logs takes as a retention (PutRetentionPolicy). */
  logRetentionDays: [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
  ],
  /** Characters of a generated secret: 48 letters and digits are 285 bits. */
  secretLength: 48,
  /** Life of a TURN credential in seconds: a stolen one is soon worthless, and renewing costs one call in ten minutes. */
  credentialSeconds: 600,
  /**
   * Smallest number of credentials that a region gives away in a day. The functions give one address a twenty-fifth of it: with
   * fewer, two people behind one address who talk for two hours would end without a relay.
   */
  smallestDailyCap: 600,
  /** Calls of the credential API per second and at once, all callers together: a daily cap lasts longer than a burst. */
  credentialCalls: { perSecond: 20, burst: 40 },
  /** Audiences of a JWT authorizer (API Gateway quotas, HTTP APIs). */
  authorizerAudiences: 50,
  /** Addresses that one load balancer keeps free in each subnet (Elastic Load Balancing user guide). */
  balancerAddressesPerSubnet: 8,
} as const;
