import { readFileSync } from "node:fs";
import { join } from "node:path";
import { liveVariables } from "../../modules/nodes/go-live/variables";

it("says of every variable that live-webrtc reads where its value comes from", () => {
  const page = readFileSync(join(__dirname, "../../docs/go-live.md"), "utf8");
  const named = page.split("\n").filter((line) => line.startsWith("| `"));
  expect(liveVariables.filter((name) => !named.some((line) => line.includes(`\`${name}\``)))).toEqual([]);
});
