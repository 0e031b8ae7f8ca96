import type { Environment } from "../modules/environment";

export default {
  domain: "live.example.com",
  costCenter: "Live",
  aws: {
    topology: "go-live",
    regions: { "eu-central-1": { zones: 2 } },
    live: {
      // No registry has this one; docker buildx imagetools inspect <image> prints the digest of yours.
      image: `registry.example.com/live-webrtc@sha256:${"0".repeat(64)}`,
      access: { kind: "jwt" },
      nodes: { min: 2, max: 4 },
    },
    recordings: { expireDays: 90 },
  },
} satisfies Environment;
