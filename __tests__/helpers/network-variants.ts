import type { TurnJanusNetworkPlan } from "../../modules/environment/topology";
import { TurnJanusNetworkStack } from "../../stacks/aws/turn-janus/network-stack";
import { identity, networkPlan } from "./aws-plans";
import { type Synthesized, synthStack } from "./synth";

/** Synthesizes the network layer of a plan. */
export function synthNetwork(different: Partial<TurnJanusNetworkPlan> = {}): Synthesized {
  return synthStack((app) => new TurnJanusNetworkStack(app, networkPlan(different)));
}

/** Plans that between them use every option of the network layer. What holds for all is tested on all. */
export const networkVariants: readonly (readonly [string, Partial<TurnJanusNetworkPlan>])[] = [
  ["smallest", { secrets: networkPlan().secrets.map(({ rotationDays: _none, ...secret }) => secret), notify: [] }],
  ["protected", { stack: identity("network", true), logRetentionDays: 400 }],
  [
    "widest",
    {
      ipv6: true,
      nat: "per-zone",
      interfaceEndpoints: ["secretsmanager", "ssm"],
      dnsZone: { kind: "find", name: "test.example.com" },
      turnTls: "node",
    },
  ],
  ["without TLS", { nat: "one", turnTls: "off", dnsZone: { kind: "given", name: "test.example.com", zoneId: "Z1" } }],
];
