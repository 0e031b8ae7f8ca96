import type { Environment } from "../modules/environment";

export default {
  domain: "meet.example.com",
  costCenter: "WebRTC",
  aws: {
    topology: "openvidu-ha",
    // Four zones: one for each master.
    regions: { "us-west-2": { zones: 4 } },
    openvidu: {
      version: "3.2.0",
      // Take both digests from the installers that you have read; no download matches these.
      installer: { masterSha256: "0".repeat(64), mediaSha256: "1".repeat(64) },
      license: { secretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:openvidu-license-AbCdEf" },
    },
    turnTls: {},
    masters: { volumes: { retain: true, gib: 100 } },
    media: { nodes: { min: 1, max: 5 } },
  },
} satisfies Environment;
