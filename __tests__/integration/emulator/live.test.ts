import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeEnvironment } from "./helpers/promises";

describeEnvironment(
  "live",
  (environment) => {
    it("lets the instances read their two secrets, and nobody else", async () => {
      const { secretReaders } = await environment().cloud.cluster();
      expect(secretReaders).toEqual({
        "webrtc/live/eu-central-1/live-access": ["live-eu-central-1-live-node"],
        "webrtc/live/eu-central-1/live-admin": ["live-eu-central-1-live-node"],
      });
    });

    it("hands every instance what it needs to find the others, in user data that EC2 takes", async () => {
      const data = await environment().cloud.userData();
      const zone = readFileSync(
        join(environment().workspace.directory, ".state/live-aws-eu-central-1-network.tfstate"),
        "utf8",
      );
      const id = /"internal_zone_id":\s*\{\s*"value":\s*"(\w+)"/.exec(zone)?.[1];
      expect(id).toBeDefined();
      expect(data.length).toBeGreaterThan(0);
      expect(data.filter((text) => !text.includes(`"internalZoneId": "${id}"`))).toEqual([]);
      expect(data.filter((text) => Buffer.byteLength(text) > 16_384)).toEqual([]);
    });
  },
  "live",
);
