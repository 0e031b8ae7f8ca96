import type { Environment } from "../../../modules/environment";

/** One busy region, more than twice the nodes of the example `prod`, with its state in files: what a plan of one layer is compared on. */
export default {
  domain: "bench.example.com",
  costCenter: "WebRTC",
  aws: {
    topology: "turn-janus",
    quotas: { elasticIps: 40 },
    regions: { "eu-west-1": { zones: 3 } },
    turn: { nodes: { min: 4, max: 16 } },
    media: { engine: "janus", nodes: { min: 4, max: 24 } },
  },
} satisfies Environment;
