import type { Environment } from "../modules/environment";

export default {
  domain: "example.com",
  costCenter: "WebRTC",
  protect: true,
  budget: { monthly: 4000, notify: ["ops@example.com"] },
  state: { kind: "s3", bucket: "example-webrtc-state", region: "eu-west-1" },
  deploy: { kind: "github", repository: "example/webrtc" },
  aws: {
    topology: "turn-janus",
    account: "123456789012",
    image: "immutable",
    quotas: { elasticIps: 20 },
    regions: {
      "eu-west-1": { zones: 3, cidr: "10.20.0.0/16" },
      "us-east-1": { zones: 3, cidr: "10.21.0.0/16" },
    },
    turn: {
      nodes: { min: 3, max: 6 },
      instanceType: "c6gn.large",
      tls: { mode: "nlb" },
      limits: { perUser: 10, perAllocation: { megabitsPerSecond: 3 } },
    },
    // Warning of aws.media.nodes accepted: the signaling service holds the sessions of a room on one WebSocket, and so on one node.
    media: { engine: "janus", nodes: { min: 2, max: 10 }, instanceType: "c6i.xlarge", scaleOut: { cpuPercent: 60 } },
  },
  azure: {
    topology: "serverless",
    tier: "resilient",
    regions: ["westeurope", "northeurope"],
    turn: ["aws", "metered"],
    // Makes AWS trust the functions: ids that exist once the network layers stand (docs/azure-serverless.md).
    federation: {
      tenant: "22222222-2222-4222-8222-222222222222",
      audience: "api://webrtc-aws",
      identities: {
        westeurope: "66666666-6666-4666-8666-666666666666",
        northeurope: "77777777-7777-4777-8777-777777777777",
      },
    },
  },
} satisfies Environment;
