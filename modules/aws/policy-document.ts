import type { TerraformElement } from "cdktf";

/** Why a statement names no resource: AWS has no resource level for its actions. */
export interface AnyResource {
  /** A sentence that an auditor can judge. */
  readonly reason: string;
}

/** Who a statement of a resource's own policy is about. */
export type PolicyPrincipal =
  | { readonly service: string }
  | { readonly account: string }
  | { readonly federated: string }
  /** Anybody: for denials, and for what a condition narrows to one principal. */
  | "anybody";

/** One statement of a policy. It names its actions and its resources; a `*` needs a reason. */
export interface PolicyStatement {
  /** Letters and digits, unique within the policy: says what the statement is for. */
  readonly sid: string;
  /** @default Allow */
  readonly effect?: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** ARNs, or why there are none; absent only in trust policies, where the role itself is meant. */
  readonly resources?: readonly string[] | AnyResource;
  /** Absent in the policy of an identity. */
  readonly principal?: PolicyPrincipal;
  /** Operator → condition key → values. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Marks a statement whose actions have no resource level at AWS. */
export function anyResource(reason: string): AnyResource {
  return { reason };
}

/** In a key's own policy `*` is that key and nothing else (AWS KMS Developer Guide, key policies). */
export const thisKey: AnyResource = anyResource("In the policy of a key * is the key itself.");

/** Policy as the JSON text that AWS takes. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(render) });
}

/**
 * Records on a resource why statements of its policy name no resource, in the `//` object that Terraform ignores. The
 * policy tests fail on a `*` without a record.
 */
export function recordAnyResource(element: TerraformElement, statements: readonly PolicyStatement[]): void {
  const reasons = statements.flatMap(({ sid, resources }) =>
    resources && "reason" in resources ? [{ sid, reason: resources.reason }] : [],
  );
  if (reasons.length > 0) {
    element.addOverride("//.anyResource", reasons);
  }
}

function render(statement: PolicyStatement): Record<string, unknown> {
  const { sid, effect = "Allow", actions, resources, principal, conditions } = statement;
  return {
    Sid: sid,
    Effect: effect,
    ...(principal && { Principal: renderPrincipal(principal) }),
    Action: oneOrMany(actions),
    ...(resources && { Resource: "reason" in resources ? "*" : oneOrMany(resources) }),
    ...(conditions && { Condition: conditions }),
  };
}

/** AWS stores a list of one as that one; written so, a policy reads back as it was sent. */
function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

function renderPrincipal(principal: PolicyPrincipal): unknown {
  if (principal === "anybody") {
    return { AWS: "*" };
  }
  if ("service" in principal) {
    return { Service: principal.service };
  }
  return "account" in principal ? { AWS: principal.account } : { Federated: principal.federated };
}
