import { spawnSync } from "node:child_process";
import { startProgram } from "./programs";

beforeAll(() => {
  startProgram();
  // No limit of a test ends this.
  spawnSync("sleep", ["600"]);
});

it("is never reached", () => undefined);
