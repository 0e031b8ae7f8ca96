import type { Environment } from "../../modules/environment";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import type { OpenviduAppPlan, OpenviduNetworkPlan } from "../../modules/environment/topology";
import { OpenviduAppStack } from "../../stacks/aws/openvidu-ha/app-stack";
import { OpenviduNetworkStack } from "../../stacks/aws/openvidu-ha/network-stack";
import { type Synthesized, synthStack } from "./synth";

type OpenviduHa = Extract<NonNullable<Environment["aws"]>, { readonly topology: "openvidu-ha" }>;

const smallest: OpenviduHa = {
  topology: "openvidu-ha",
  regions: { "us-west-2": { zones: 4 } },
  openvidu: {
    version: "3.2.0",
    installer: { masterSha256: "0".repeat(64), mediaSha256: "1".repeat(64) },
    license: { secretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:license-AbCdEf" },
  },
};

const zones = ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"];

/** A network that exists already: a subnet for masters and one for media nodes in each zone. */
export const existingVpc = {
  id: "vpc-0123456789abcdef0",
  masterSubnets: Object.fromEntries(zones.map((zone, index) => [zone, `subnet-a000000${index}`])),
  mediaSubnets: Object.fromEntries(zones.map((zone, index) => [zone, `subnet-b000000${index}`])),
};

/** Plans of the smallest OpenVidu; what a test is about is given. */
export function openviduPlans(
  different: Partial<OpenviduHa> = {},
  common: Partial<Environment> = {},
): { readonly network: OpenviduNetworkPlan; readonly app: OpenviduAppPlan } {
  const file = { domain: "test.example.com", costCenter: "WebRTC", ...common, aws: { ...smallest, ...different } };
  const { environment, findings } = judgeEnvironment("test", file, []);
  const wrong = findings.filter(({ warning }) => !warning);
  const topology = environment && wrong.length === 0 ? resolveTopology(environment, new Ledger()) : undefined;
  const [region] = topology?.aws?.kind === "openvidu-ha" ? topology.aws.regions : [];
  if (!region) {
    throw new Error(JSON.stringify(wrong));
  }
  return region;
}

/** The network layer, written and read back. */
export function synthOpenviduNetwork(plan: OpenviduNetworkPlan): Synthesized {
  return synthStack((app) => new OpenviduNetworkStack(app, plan));
}

/** The app layer, written and read back. */
export function synthOpenviduApp(plan: OpenviduAppPlan): Synthesized {
  return synthStack((app) => new OpenviduAppStack(app, plan));
}
