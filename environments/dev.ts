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
  azure: {
    topology: "serverless",
    tier: "free",
    regions: ["westeurope"],
    // Relays from the first apply on: `app` is your account at metered.ca, its key is asked for as TF_VAR_metered_secret_key.
    // The fleet above can join when AWS trusts the functions (docs/azure-serverless.md).
    turn: { kind: "metered", app: "example" },
  },
} satisfies Environment;
