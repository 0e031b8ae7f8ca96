import type { Arguments, SynthesizedStack } from "../../../helpers/synth-environments";

/** Calls that Terraform's provider makes for a resource, and what on. */
export interface Right {
  readonly actions: readonly string[];
  /** ARN, or `*` for what has no resource level. */
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** A resource, and where it stands. */
export interface Placed {
  readonly stack: SynthesizedStack;
  readonly environment: string;
  readonly region: string;
  readonly body: Arguments;
}

/** What a resource of one type needs. */
export type RightsOfType = (resource: Placed) => readonly Right[];

const account = "123456789012";

/** Actions of one service. */
export function prefixed(service: string, ...actions: readonly string[]): readonly string[] {
  return actions.map((action) => `${service}:${action}`);
}

/** Actions that name nothing: what describes, and what is made before it has an ARN. */
export function anywhere(...actions: readonly string[]): Right {
  return { actions, resource: "*", context: {} };
}

/** Actions on something that the same call creates, with its tags. */
export function creates({ environment }: Placed, resource: string, ...actions: readonly string[]): Right {
  return { actions, resource, context: { "aws:RequestTag/Environment": environment } };
}

/** Actions on something of the environment that is there. */
export function on({ environment }: Placed, resource: string, ...actions: readonly string[]): Right {
  return { actions, resource, context: { "aws:ResourceTag/Environment": environment } };
}

/** Actions on something that carries no tag, or none yet. */
export function onUntagged(resource: string, ...actions: readonly string[]): Right {
  return { actions, resource, context: {} };
}

/** Use of the environment's key through a service. */
export function useKey(place: Placed, service: string, ...actions: readonly string[]): Right {
  const right = on(place, regional(place, "kms", "key/1"), ...actions);
  return {
    ...right,
    context: {
      ...right.context,
      "kms:ViaService": `${service}.${place.region}.amazonaws.com`,
      "kms:GrantIsForAWSResource": "true",
    },
  };
}

/** The role of an argument, handed to a service. */
export function passRole(place: Placed, role: unknown, service: string): Right {
  return {
    actions: ["iam:PassRole"],
    resource: roleArn(nameOf(place, role)),
    context: { "iam:PassedToService": `${service}.amazonaws.com` },
  };
}

/** The role of AWS's own service, which AWS makes when the first of its kind is made. */
export function serviceRole(service: string): Right {
  return {
    actions: ["iam:CreateServiceLinkedRole"],
    resource: roleArn(`aws-service-role/${service}.amazonaws.com/AWSServiceRole`),
    context: { "iam:AWSServiceName": `${service}.amazonaws.com` },
  };
}

export function roleArn(name: string): string {
  return global("iam", `role/${name}`);
}

/** ARN of something in the region of the stack. */
export function regional({ region }: Pick<Placed, "region">, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

/** ARN of something in the account and no region. */
export function global(service: string, resource: string): string {
  return `arn:aws:${service}::${account}:${resource}`;
}

/** ARN of something that AWS shares with every account. */
export function shared({ region }: Pick<Placed, "region">, service: string, resource: string): string {
  return `arn:aws:${service}:${region}::${resource}`;
}

/** ARN of something in no account and no region. */
export function worldwide(service: string, resource: string): string {
  return `arn:aws:${service}:::${resource}`;
}

/** Argument by which a resource is named. */
const nameArguments: Readonly<Record<string, string>> = {
  aws_s3_bucket: "bucket",
  aws_lambda_function: "function_name",
  aws_cloudwatch_metric_alarm: "alarm_name",
  aws_cloudwatch_dashboard: "dashboard_name",
  aws_secretsmanager_secret_version: "secret_id",
};

/** An argument as text: the name of the resource that it refers to, or its own words with the account filled in. */
export function nameOf(place: Placed, value: unknown): string {
  const text = String(value);
  const [, type, name] = /^\$\{(aws_\w+)\.([\w-]+)\.\w+\}$/.exec(text) ?? [];
  const body = type && name ? place.stack.json.resource?.[type]?.[name] : undefined;
  return body && type
    ? nameOf(place, body[nameArguments[type] ?? "name"])
    : text.replace(/\$\{data\.aws_caller_identity\.[^}]*\}/g, account);
}

/** ARN of a function by its name. */
export function functionArn(place: Placed, name: unknown): string {
  return regional(place, "lambda", `function:${nameOf(place, name)}`);
}
