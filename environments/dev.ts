import type { Environment } from "../modules/environment";

export default {
  domain: "dev.example.com",
  costCenter: "WebRTC",
  aws: {
    topology: "turn-janus",
    regions: { "eu-west-1": { zones: 2 } },
    turn: { nodes: 2 },
    media: { engine: "janus", nodes: 1 },
  },
  azure: { topology: "serverless", tier: "free", regions: ["westeurope"], turn: "aws" },
} satisfies Environment;
