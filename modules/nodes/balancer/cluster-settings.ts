import * as v from "valibot";
import { wellKnownPorts } from "../../shared/ports";
import { singleHostNodes } from "./compose-files";
import type { ClusterInput, ClusterNode } from "./input";

const text = v.pipe(v.string(), v.nonEmpty());
const address = v.pipe(v.string(), v.ipv4("An IPv4 address, not a name: nginx does not start without its DNS."));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const rate = v.pipe(v.number(), v.gtValue(0));

const schema = v.strictObject({
  /** coturn's realm. */
  realm: text,
  /** Address that the balancer listens on. */
  balancer: address,
  /** Where TURN over TLS ends: at the balancer, on the nodes, nowhere. */
  tls: v.picklist(["balancer", "node", "off"]),
  /** Nodes on hosts of their own, or how many share the balancer's host, for trying out. */
  nodes: v.union([v.array(v.strictObject({ name: text, private: address, public: address })), count]),
  coturnVersion: text,
  limits: v.strictObject({
    allocationsPerUser: count,
    allocationsPerNode: count,
    megabitsPerSecondPerAllocation: rate,
    megabitsPerSecondPerNode: rate,
  }),
});

/** Megabits per second in bytes per second. */
const bytesPerMegabit = 1_000_000 / 8;

/** A cluster as a team writes it, or every problem of it: the field, the value, the rule. */
export function readCluster(
  settings: unknown,
):
  | { readonly ok: true; readonly cluster: ClusterInput }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const read = v.safeParse(schema, settings);
  if (!read.success) {
    const problems = read.issues.map(
      (issue) => `${v.getDotPath(issue) ?? "the file"} = ${JSON.stringify(issue.input)}: ${issue.message}`,
    );
    return { ok: false, problems };
  }
  const { balancer, tls, nodes, limits, ...rest } = read.output;
  const cluster: ClusterInput = {
    ...rest,
    balancerAddress: balancer,
    tls: tls === "balancer" ? "nlb" : tls,
    nodes: typeof nodes === "number" ? singleHostNodes(balancer, nodes) : nodes.map(ownHost),
    limits: {
      allocationsPerUser: limits.allocationsPerUser,
      allocationsPerNode: limits.allocationsPerNode,
      bytesPerSecondPerAllocation: Math.round(limits.megabitsPerSecondPerAllocation * bytesPerMegabit),
      bytesPerSecondPerNode: Math.round(limits.megabitsPerSecondPerNode * bytesPerMegabit),
    },
  };
  return { ok: true, cluster };
}

function ownHost(node: { readonly name: string; readonly private: string; readonly public: string }): ClusterNode {
  return {
    name: node.name,
    privateAddress: node.private,
    publicAddress: node.public,
    port: wellKnownPorts.turn,
    healthPort: wellKnownPorts.health,
    relay: { from: 49_152, to: 65_535 },
  };
}
