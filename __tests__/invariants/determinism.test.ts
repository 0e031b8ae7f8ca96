import { environmentDirectories, type SynthesizedStack, synthesize, topologiesOf } from "../helpers/synth-environments";

const topologies = environmentDirectories.flatMap(topologiesOf);
const texts = (stacks: readonly SynthesizedStack[]): Map<string, string> =>
  new Map(stacks.map(({ id, text }) => [id, text]));

describe("the JSON of a stack", () => {
  const all = texts(synthesize(topologies));

  it("is the same bytes each time", () => {
    expect(texts(synthesize(topologies))).toEqual(all);
  });

  it("does not depend on the other environments", () => {
    for (const topology of topologies) {
      for (const [id, text] of texts(synthesize([topology]))) {
        expect({ id, same: all.get(id) === text }).toEqual({ id, same: true });
      }
    }
  });
});
