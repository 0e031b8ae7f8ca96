import type { Environment } from "../modules/environment";

export default {
  domain: "stage.example.com",
  costCenter: "Live",
  goLive: {
    shape: "kubernetes",
    // No registry has this one; docker buildx imagetools inspect <image> prints the digest of yours.
    image: `registry.example.com/live-webrtc@sha256:${"0".repeat(64)}`,
    instances: { min: 2, max: 6 },
    media: "host-network",
    turn: { kind: "metered", app: "example" },
    recordings: { store: { kind: "s3", region: "eu-west-1", bucket: "example-recordings" } },
    tracing: { endpoint: "otel.example.com:4317" },
  },
} satisfies Environment;
