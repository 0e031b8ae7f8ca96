import { nearest, suggestion } from "../../modules/environment/schema/nearest";

const fields = ["turn", "media", "regions", "account", "recordings"];

it.each([
  ["turm", "turn"],
  ["Turn", "turn"],
  ["trun", "turn"],
  ["region", "regions"],
  ["recordigns", "recordings"],
])("takes %s for %s", (written, meant) => {
  expect(nearest(written, fields)).toBe(meant);
});

it("does not guess where nothing is close", () => {
  expect(nearest("zzz", fields)).toBeUndefined();
  expect(suggestion("zzz", ["a", "b"], "There are")).toBe("There are: a, b.");
});
