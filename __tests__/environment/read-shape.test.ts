import fc from "fast-check";
import { readShape } from "../../modules/environment/schema/read-shape";
import { changed, goodEnvironment } from "../bad-environments/bad-case";

function pathsOf(value: unknown): readonly string[] {
  return readShape(value).findings.map(({ path }) => path);
}

it("reports every unknown field, not the first alone", () => {
  expect(pathsOf({ ...goodEnvironment, a1: 1, b1: 2, c1: { d: 3 } })).toEqual(["a1", "b1", "c1"]);
});

it("reports what is wrong within and beside a field that is wrong itself", () => {
  const change = { protect: 1, aws: { turn: { nodes: { min: 1, maxx: 2 }, limits: { perUser: 0, perNode: 0 } } } };
  expect([...pathsOf(changed(goodEnvironment, change))].sort()).toEqual([
    "aws.turn.limits.perNode",
    "aws.turn.limits.perUser",
    "aws.turn.nodes.maxx",
    "protect",
  ]);
});

it("goes on with the rest of the file", () => {
  const { environment } = readShape(changed(goodEnvironment, { protect: 1, aws: { turn: { nodes: "two" } } }));
  expect(environment).toMatchObject({ domain: "good.example.com", aws: { media: { engine: "janus" } } });
  expect(environment).not.toHaveProperty("protect");
});

it.each([[undefined], [null], ["text"], [7], [[]], [() => goodEnvironment]])("survives %p", (value) => {
  expect(readShape(value).findings.length).toBeGreaterThan(0);
});

it("leaves the file's own objects as they are", () => {
  const value = structuredClone(goodEnvironment);
  const { environment } = readShape(value);
  expect(environment).toEqual(value);
  expect(environment?.aws).not.toBe(value.aws);
});

it("comes to an end whatever the file holds, and finds fault with all of it", () => {
  const key = fc.constantFrom(
    "domain",
    "costCenter",
    "tags",
    "aws",
    "regions",
    "turn",
    "media",
    "nodes",
    "zones",
    "state",
  );
  fc.assert(
    fc.property(fc.object({ key, maxDepth: 5, withBigInt: true, withDate: true, withMap: true }), (value) => {
      expect(readShape(value).findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 300, seed: 8656 },
  );
});
