import type { Environment } from "../modules/environment";

export default {
  domain: "one.example.com",
  costCenter: "Live",
  goLive: {
    shape: "compose",
    // No registry has this one; docker buildx imagetools inspect <image> prints the digest of yours.
    image: `registry.example.com/live-webrtc@sha256:${"0".repeat(64)}`,
    turn: { kind: "own", urls: ["turn:live.one.example.com:3478"] },
    coturn: { publicAddress: "203.0.113.10" },
    recordings: { store: { kind: "compatible", endpoint: "127.0.0.1:7070", bucket: "recordings", tls: false } },
  },
} satisfies Environment;
