import type { AwsBootstrapPlan, SecretRole, TurnJanusNetworkPlan } from "../../modules/environment/topology";
import type { Layer, StackIdentity } from "../../modules/shared/stack-identity";

/** Identity of a stack of the environment `test`. */
export function identity(layer: Layer, protect = false): StackIdentity {
  const id = `test-aws-eu-west-1-${layer}`;
  return {
    id,
    environment: "test",
    cloud: "aws",
    region: "eu-west-1",
    layer,
    backend: { kind: "local", path: `../../../.state/${id}.tfstate` },
    after: [],
    protect,
    tags: {
      CostCenter: "Tests",
      Environment: "test",
      Layer: layer,
      Topology: "turn-janus",
      ManagedBy: "webrtc-stacks",
    },
  };
}

/** A network plan with two zones, two TURN places and one media place; what a test is about is given. */
export function networkPlan(different: Partial<TurnJanusNetworkPlan> = {}): TurnJanusNetworkPlan {
  const hostnames = (role: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      slot: index + 1,
      hostname: `${role}-${index + 1}.eu-west-1.test.example.com`,
    }));
  return {
    stack: identity("network"),
    cidr: "10.0.0.0/16",
    ipv6: false,
    nat: "none",
    zones: [zone("a", "10.0.0.0/21", "10.0.8.0/21", 0), zone("b", "10.0.16.0/21", "10.0.24.0/21", 2)],
    interfaceEndpoints: [],
    addressPools: [
      { role: "turn", pool: "test-turn", slots: hostnames("turn", 2) },
      { role: "media", pool: "test-media", slots: hostnames("media", 1) },
    ],
    dnsZone: { kind: "create", name: "test.example.com" },
    names: {
      service: "eu-west-1.test.example.com",
      turn: "turn.eu-west-1.test.example.com",
      turnTls: "turns.eu-west-1.test.example.com",
      media: "media.eu-west-1.test.example.com",
    },
    turnTls: "nlb",
    secrets: (["turn-shared", "janus-token", "janus-admin"] satisfies SecretRole[]).map((role) => ({
      role,
      name: `webrtc/test/eu-west-1/${role}`,
      length: 48,
      version: 1,
      rotationDays: 30,
    })),
    logRetentionDays: 30,
    notify: ["ops@example.com"],
    ...different,
  };
}

/** A bootstrap plan with a state bucket and a pipeline. */
export function bootstrapPlan(different: Partial<AwsBootstrapPlan> = {}): AwsBootstrapPlan {
  return {
    stack: identity("bootstrap"),
    stateBucket: "test-state",
    deployIdentity: {
      issuer: "https://token.actions.githubusercontent.com",
      audience: "sts.amazonaws.com",
      subjects: ["repo:example/webrtc:environment:test"],
      also: ["credential-api", "openvidu"],
      imageParameters: [],
      boundary: {
        name: "test-role-boundary",
        secrets: ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:given-AbCdEf"],
        buckets: ["given-bucket"],
      },
    },
    ...different,
  };
}

function zone(
  suffix: string,
  publicCidr: string,
  privateCidr: string,
  index: number,
): TurnJanusNetworkPlan["zones"][number] {
  return {
    name: `eu-west-1${suffix}`,
    suffix,
    publicCidr,
    privateCidr,
    publicIpv6Index: index,
    privateIpv6Index: index + 1,
  };
}
