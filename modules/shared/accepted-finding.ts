import type { TerraformElement } from "cdktf";

/** A rule of the policy scanner that a resource does not follow, and why that is right here. */
export interface AcceptedFinding {
  /** Rule id, such as `CKV_AWS_88`. */
  readonly rule: string;
  /** Why, in a sentence that an auditor can judge. */
  readonly reason: string;
}

/**
 * Records findings that are accepted on a resource, in the `//` object that Terraform ignores. The policy suite fails on a
 * finding that is not recorded here and on a record that has no finding.
 */
export function acceptFindings(element: TerraformElement, ...findings: readonly AcceptedFinding[]): void {
  element.addOverride("//.accepted", findings);
}
