import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadTopologies } from "../../../modules/environment";

describe("the emulator suite", () => {
  it("has a test file for every example environment that has a part on AWS", () => {
    const loaded = loadTopologies({ directory: join(__dirname, "../../fixtures/example-environments"), clouds: "aws" });
    const tested = readdirSync(__dirname);
    const untested = (loaded.ok ? loaded.topologies : [])
      .filter(({ aws, environment }) => aws && !tested.includes(`${environment}.test.ts`))
      .map(({ environment }) => environment);
    expect(loaded.ok).toBe(true);
    expect(untested).toEqual([]);
  });
});
