import { startProgram } from "./programs";

it("waits for something that never comes, under a long limit", async () => {
  startProgram();
  await new Promise(() => undefined);
}, 600_000);
