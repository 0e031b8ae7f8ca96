import { findAwsRegion } from "../../modules/environment/catalog/regions";
import { openviduPlans } from "../helpers/openvidu-stacks";

it.each([
  [2, ["a", "b", "a", "b"]],
  [3, ["a", "b", "c", "a"]],
  [4, ["a", "b", "c", "d"]],
])("deals four masters to %i zones in turn", (zones, letters) => {
  const { network } = openviduPlans({ regions: { "us-west-2": { zones } } });
  expect(network.masters.map(({ zone }) => zone)).toEqual(letters.map((letter) => `us-west-2${letter}`));
  expect(findAwsRegion("us-west-2")?.zoneLetters).toBe("abcd");
});

it("takes one zone for all masters where that is accepted", () => {
  const { network } = openviduPlans({ regions: { "us-west-2": { zones: 1 } }, masters: { acceptOneZone: true } });
  expect(new Set(network.masters.map(({ zone }) => zone))).toEqual(new Set(["us-west-2a"]));
});

it("keeps data by default, and begins with the fewest media nodes", () => {
  const { app } = openviduPlans();
  expect(app.masters.volumes.retain).toBe(true);
  expect(app.media.nodes).toEqual({ min: 1, max: 5, initial: 1 });
});

it("takes the pinned release from the vendor over HTTPS, or from the artifact bucket by key", () => {
  const { app } = openviduPlans();
  expect(app.software.installers.master).toEqual({
    sha256: "0".repeat(64),
    url: "https://get.openvidu.io/pro/ha/3.2.0/install_ov_master_node.sh",
  });
  const from = { masterKey: "m.sh", mediaKey: "n.sh" };
  const installer = { masterSha256: "0".repeat(64), mediaSha256: "1".repeat(64), from };
  const license = { secretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:license-AbCdEf" };
  const kept = openviduPlans({ openvidu: { version: "3.2.0", installer, license } });
  expect(kept.app.software.installers.media).toEqual({ sha256: "1".repeat(64), key: "n.sh" });
});
