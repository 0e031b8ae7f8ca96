import type { PolicyStatementJson } from "./synth";

/** A call that an identity makes, as IAM judges it. */
export interface Call {
  /** Such as `ec2:CreateVpc`. */
  readonly action: string;
  /** ARN, or `*` for a call that has no resource level. */
  readonly resource: string;
  /** Condition keys that the call carries. */
  readonly context: Readonly<Record<string, string>>;
}

/** The policies of an identity. */
export interface Policies {
  /** Whether a statement allows the call and none denies it. */
  allow(call: Call): boolean;
  /** Whether an action is allowed on anything at all, under any condition. */
  mention(action: string): boolean;
}

/** Account that takes the place of Terraform's expression in a policy. */
const account = "123456789012";

/** Statements of a policy as AWS gets them: partition and account are filled in, other expressions name something unknown. */
export function statementsOf(policy: string): readonly PolicyStatementJson[] {
  const filled = policy
    .replace(/\$\{data\.aws_partition\.[^}]*\}/g, "aws")
    .replace(/\$\{data\.aws_caller_identity\.[^}]*\}/g, account)
    .replace(/\$\{[^}]*\}/g, "unknown");
  return JSON.parse(filled).Statement;
}

/** Policies made of these statements. */
export function policiesOf(statements: readonly PolicyStatementJson[]): Policies {
  const compiled = statements.map(compile);
  return {
    allow: (call) => {
      const fitting = compiled.filter(({ fits }) => fits(call));
      return fitting.some(({ allows }) => allows) && !fitting.some(({ allows }) => !allows);
    },
    mention: (action) => compiled.some(({ allows, names }) => allows && names(action)),
  };
}

function compile({ Effect, Action, Resource, Condition }: PolicyStatementJson) {
  const names = anyOf([Action].flat(), "i");
  const concerns = anyOf([Resource ?? []].flat());
  const conditions = Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => ({ key, holds: condition(operator, [wanted].flat().map(String)) })),
  );
  return {
    allows: Effect === "Allow",
    names,
    fits: ({ action, resource, context }: Call) =>
      names(action) && concerns(resource) && conditions.every(({ key, holds }) => holds(context[key])),
  };
}

function condition(operator: string, wanted: readonly string[]): (given: string | undefined) => boolean {
  const like = anyOf(wanted);
  switch (operator) {
    case "Null":
      return (given) => wanted.includes(String(given === undefined));
    case "Bool":
    case "StringEquals":
      return (given) => given !== undefined && wanted.includes(given);
    case "ArnLike":
    case "StringLike":
      return (given) => given !== undefined && like(given);
    default:
      throw new Error(`no test judges the condition operator ${operator} yet`);
  }
}

/** IAM's patterns: `*` is anything, `?` is one character. */
function anyOf(patterns: readonly string[], flags = ""): (text: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const escaped = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".");
    return new RegExp(`^${escaped}$`, flags);
  });
  return (text) => expressions.some((expression) => expression.test(text));
}
