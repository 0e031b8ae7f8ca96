import { stripVTControlCharacters } from "node:util";
import { formatProblems } from "../../cli/format-problems";
import { paintIf } from "../../cli/paint";
import type { Problem } from "../../modules/environment";

const problems: readonly Problem[] = [
  {
    file: "environments/prod.ts",
    path: "aws.media.placement",
    value: '"cluster"',
    rule: "A cluster placement group lives in one zone; eu-west-1 uses 3.",
    remedy: 'set aws.media.placement to "spread"',
  },
  { file: "environments/prod.ts", path: "aws.turm", rule: 'Unknown field. Did you mean "turn"?' },
  { file: "environments/dev.ts", path: "", rule: "The file has no default export.", remedy: "add one" },
];

it("prints file, field, value, rule and remedy", () => {
  expect(formatProblems(problems, "problem", paintIf(false))).toBe(`environments/prod.ts: 2 problems

  aws.media.placement = "cluster"
    A cluster placement group lives in one zone; eu-west-1 uses 3.
    → set aws.media.placement to "spread"

  aws.turm
    Unknown field. Did you mean "turn"?

environments/dev.ts: 1 problem

    The file has no default export.
    → add one`);
});

it("adds nothing but colours on a terminal", () => {
  const plain = formatProblems(problems, "warning", paintIf(false));
  const painted = formatProblems(problems, "warning", paintIf(true));
  expect(painted).not.toBe(plain);
  expect(stripVTControlCharacters(painted)).toBe(plain);
});

it("prints the place of a mistake with the line of the source", () => {
  const position = { line: 4, column: 3, text: "costCenter: x," };
  expect(
    formatProblems(
      [{ file: "a.ts", path: "", position, rule: "Expected a comma.", remedy: "add it" }],
      "problem",
      paintIf(false),
    ),
  ).toBe(`a.ts: 1 problem

  line 4, column 3
    costCenter: x,
    Expected a comma.
    → add it`);
});
