import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeEnvironment } from "./helpers/promises";

/** The example with its rooms in a directory; written to a directory of its own. */
function withRoomDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "webrtc-live-directory-"));
  const example = JSON.stringify(join(__dirname, "../../fixtures/example-environments/live"));
  const rooms = `{ kind: "directory", routerImage: live.aws.live.image }`;
  writeFileSync(
    join(directory, "live.ts"),
    `import live from ${example};\nexport default { ...live, aws: { ...live.aws, live: { ...live.aws.live, rooms: ${rooms} } } };\n`,
  );
  return directory;
}

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

    it("adds a room directory where it is asked for, which the instances are told, and which a second plan leaves alone", async () => {
      await environment().workspace.synthesize("live", withRoomDirectory());
      await environment().apply("-app");
      const left = await environment().cloud.inventory();
      expect(left).toContain("eu-central-1 ReplicationGroups live-live-rooms");
      expect((await environment().cloud.userData()).at(-1)).toMatch(
        /"roomDirectory": "master\.live-live-rooms\.[\w.]+\.cache\.amazonaws\.com"/,
      );
      expect(await environment().changes("-app")).toEqual({});
    });
  },
  "live",
);
