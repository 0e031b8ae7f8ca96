import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import type { Topology } from "../../modules/environment/topology";
import { type EnvironmentEstimate, estimateEnvironment } from "../../modules/estimate/estimate";
import { assumedUsage, type Usage } from "../../modules/estimate/usage";

const common = { domain: "gold.example.com", costCenter: "Tests" };

/** The part on AWS that arithmetic is done for. */
export const turnJanus = {
  topology: "turn-janus",
  regions: { "us-east-1": { zones: 2 } },
  turn: { nodes: 2, instanceType: "c6gn.large" },
  media: { engine: "janus", nodes: { min: 1, max: 2 } },
};

/** The part on Azure that arithmetic is done for. */
export const standard = {
  topology: "serverless",
  tier: "standard",
  regions: ["westeurope"],
  turn: { kind: "metered", app: "example" },
};

/** The same over two regions. */
export const resilient = { ...standard, tier: "resilient", regions: ["westeurope", "northeurope"] };

/** OpenVidu over four zones. */
export const openvidu = {
  topology: "openvidu-ha",
  regions: { "us-west-2": { zones: 4 } },
  openvidu: {
    version: "3.2.0",
    installer: { masterSha256: "0".repeat(64), mediaSha256: "1".repeat(64) },
    license: { secretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:openvidu-license-AbCdEf" },
  },
  turnTls: {},
  media: { nodes: { min: 2, max: 5 } },
};

/** live-webrtc on AWS. */
export const live = {
  topology: "go-live",
  regions: { "eu-central-1": { zones: 2 } },
  live: { image: `registry.example.com/live-webrtc@sha256:${"a".repeat(64)}`, nodes: { min: 2, max: 4 } },
};

/** live-webrtc on one machine of the team's own. */
export const ownMachine = {
  shape: "compose",
  image: `registry.example.com/live-webrtc@sha256:${"a".repeat(64)}`,
};

/** Topology of an environment with these parts. */
export function topologyOf(parts: Readonly<Record<string, unknown>>): Topology {
  const { environment, findings } = judgeEnvironment("gold", { ...common, ...parts }, []);
  const broken = findings.filter(({ warning }) => !warning);
  if (!environment || broken.length > 0) {
    throw new Error(JSON.stringify(broken));
  }
  return resolveTopology(environment, new Ledger());
}

/** What is estimated of an environment with these parts, without its resources. */
export function estimated(parts: Readonly<Record<string, unknown>>, usage: Partial<Usage> = {}): EnvironmentEstimate {
  return estimateEnvironment(topologyOf(parts), [], { ...assumedUsage, ...usage });
}
