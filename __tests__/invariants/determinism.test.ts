import { environmentDirectories, type SynthesizedStack, synthesize, topologiesOf } from "../helpers/synth-environments";

const topologies = environmentDirectories.flatMap(topologiesOf);
const texts = (stacks: readonly SynthesizedStack[]): Map<string, string> =>
  new Map(stacks.map(({ id, text }) => [id, text]));

describe("the JSON of a stack", () => {
  it("is the same bytes each time, whatever other environments there are", () => {
    const together = texts(synthesize(topologies));
    const alone = new Map(topologies.flatMap((topology) => [...texts(synthesize([topology]))]));
    const different = [...together.keys()].filter((id) => together.get(id) !== alone.get(id));
    expect({ stacks: alone.size, different }).toEqual({ stacks: together.size, different: [] });
  });
});
