import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { synthesize, topologiesOf } from "../helpers/synth-environments";

const directory = join(__dirname, "../../environments");

/** Whatever is there: the examples, or what a team has put in their place. */
const there = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith(".ts")) : [];

it("synthesizes every environment of environments/", () => {
  const topologies = there.length === 0 ? [] : topologiesOf(directory);
  synthesize(topologies);
  expect(topologies.map(({ environment }) => `${environment}.ts`).sort()).toEqual([...there].sort());
});
