import type { Environment } from "../../../modules/environment";

/** One region of the size that production has, with its state in files: what a plan of one layer is compared on. */
export default {
  domain: "bench.example.com",
  costCenter: "WebRTC",
  aws: {
    topology: "turn-janus",
    quotas: { elasticIps: 20 },
    regions: { "eu-west-1": { zones: 3 } },
    turn: { nodes: { min: 3, max: 6 } },
    media: { engine: "janus", nodes: { min: 2, max: 10 } },
    recordings: { expireDays: 30 },
  },
} satisfies Environment;
