import { judgeEnvironment } from "../../modules/environment/judge";
import { changed, goodEnvironment } from "../bad-environments/bad-case";

function warned(media: object): readonly string[] {
  return judgeEnvironment("rooms", changed(goodEnvironment, { aws: { media } }), []).findings.map(({ path }) => path);
}

it("warns of rooms on the second Janus node, and not on the first", () => {
  expect(warned({ nodes: 1 })).toEqual([]);
  expect(warned({ nodes: { min: 0, max: 1 } })).toEqual([]);
  expect(warned({ nodes: { min: 1, max: 2 } })).toEqual(["aws.media.nodes"]);
});

it("leaves it to a mediasoup application how its nodes share rooms", () => {
  const bundle = { key: "apps/sfu.tar.gz", sha256: "0".repeat(64) };
  expect(warned({ engine: "mediasoup", bundle, nodes: 2 })).toEqual([]);
});

it("warns once for all regions", () => {
  const two = changed(goodEnvironment, {
    aws: { regions: { "us-east-1": { zones: 2 } }, media: { nodes: { min: 1, max: 2 } } },
  });
  expect(judgeEnvironment("rooms", two, []).findings.map(({ path }) => path)).toEqual(["aws.media.nodes"]);
});
