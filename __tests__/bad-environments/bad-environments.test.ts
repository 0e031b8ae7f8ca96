import { judgeEnvironment } from "../../modules/environment/judge";
import type { Finding } from "../../modules/environment/problem";
import { awsCases } from "./aws-cases";
import { azureCases } from "./azure-cases";
import { type BadCase, changed, goodEnvironment } from "./bad-case";
import { credentialCases } from "./credential-cases";
import { environmentCases } from "./environment-cases";
import { goLiveAwsCases } from "./go-live-aws-cases";
import { goLiveCases } from "./go-live-cases";
import { goLiveInstancesCases } from "./go-live-instances-cases";
import { mediaCases } from "./media-cases";
import { openviduCases } from "./openvidu-cases";
import { openviduNodeCases } from "./openvidu-node-cases";
import { shapeCases } from "./shape-cases";
import { turnCases } from "./turn-cases";

const cases: readonly BadCase[] = [
  ...shapeCases,
  ...environmentCases,
  ...awsCases,
  ...azureCases,
  ...turnCases,
  ...mediaCases,
  ...openviduCases,
  ...openviduNodeCases,
  ...credentialCases,
  ...goLiveCases,
  ...goLiveInstancesCases,
  ...goLiveAwsCases,
];

function findingsOf(change: unknown): readonly Finding[] {
  return judgeEnvironment("bad", changed(goodEnvironment, change), []).findings;
}

it("finds nothing wrong with the environment that the changes are laid over", () => {
  expect(findingsOf({})).toEqual([]);
});

it("holds at least sixty cases", () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
});

describe.each(cases)("$name", ({ change, path, rule, remedy, warning }) => {
  const findings = findingsOf(change);
  const finding = findings.find((each) => each.path === path && each.rule.includes(rule));

  it("is reported at its field, with the rule", () => {
    expect(finding ?? findings).toMatchObject({ path });
  });

  it("says what to do", () => {
    expect(finding?.remedy ?? "").toContain(remedy ?? "");
  });

  it("is the only thing reported as wrong", () => {
    expect(findings.filter((each) => each !== finding && !each.warning)).toEqual([]);
  });

  it(warning ? "does not stop the synthesis" : "stops the synthesis", () => {
    expect(finding?.warning).toBe(warning);
  });
});
