import { acceptances, type Finding, scan, synthesizeExamples } from "./checkov";

function key({ stack, resource, rule }: Finding): string {
  return `${stack} ${resource} ${rule}`;
}

/** Those of `some` that `others` lack, as lines. */
function without(some: readonly Finding[], others: readonly Finding[]): readonly string[] {
  const known = new Set(others.map(key));
  return some.filter((finding) => !known.has(key(finding))).map((finding) => `${key(finding)}: ${finding.text}`);
}

describe("Checkov on every example stack", () => {
  const stacks = synthesizeExamples();
  const { findings, report } = scan(stacks);
  const accepted = acceptances(stacks);

  it("reads every stack", () => {
    expect(report.summary.parsing_errors).toBe(0);
    expect(report.summary.passed).toBeGreaterThan(100);
  });

  it("finds nothing that the resource does not accept with a reason", () => {
    expect(without(findings, accepted)).toEqual([]);
  });

  it("finds everything that a resource accepts: no acceptance is stale", () => {
    expect(without(accepted, findings)).toEqual([]);
  });

  it("is given a whole sentence as the reason of every acceptance", () => {
    const bare = accepted.filter(({ text }) => text.length < 20 || !text.endsWith("."));
    expect(bare.map((finding) => `${key(finding)}: ${finding.text}`)).toEqual([]);
  });
});
