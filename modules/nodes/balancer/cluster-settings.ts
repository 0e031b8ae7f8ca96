import * as v from "valibot";
import { explainCoturn, judgeCoturn, usableCoturn } from "../../shared/coturn-versions";
import { wellKnownPorts } from "../../shared/ports";
import { singleHostNodes } from "./compose-files";
import type { ClusterInput, ClusterNode } from "./input";

const text = v.pipe(v.string(), v.nonEmpty());
const address = v.pipe(v.string(), v.ipv4("An IPv4 address, not a name: nginx does not start without its DNS."));
const version = v.pipe(
  text,
  v.check(
    (input) => judgeCoturn(input).decision !== "refused",
    ({ input }) => `${explainCoturn(judgeCoturn(input))} ${usableCoturn}`,
  ),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const rate = v.pipe(v.number(), v.gtValue(0));

const ownHosts = v.array(v.strictObject({ name: text, private: address, public: address }));

const schema = v.strictObject({
  /** coturn's realm. */
  realm: text,
  /** Address that the balancer listens on. */
  balancer: address,
  /** Where TURN over TLS ends: at the balancer, on the nodes, nowhere. */
  tls: v.picklist(["balancer", "node", "off"]),
  /** Nodes on hosts of their own, or how many share the balancer's host, for trying out. */
  nodes: v.lazy((nodes) => (Array.isArray(nodes) ? ownHosts : count)),
  coturnVersion: version,
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
    return { ok: false, problems: read.issues.map(problem) };
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

function problem(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? "the file";
  if (issue.type !== "strict_object") {
    return `${path} = ${JSON.stringify(issue.input)}: ${issue.message}`;
  }
  return issue.expected === "never"
    ? `${path}: no such setting; docs/coturn-high-availability.md shows them all.`
    : `${path}: missing.`;
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
