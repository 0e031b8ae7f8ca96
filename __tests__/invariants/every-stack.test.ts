import { AwsBootstrapStack } from "../../stacks/aws/bootstrap-stack";
import { bootstrapPlan } from "../helpers/aws-plans";
import { policyOf, synthStack } from "../helpers/synth";
import {
  type Arguments,
  credentialEnvironments,
  environmentDirectories,
  type SynthesizedStack,
  synthesize,
  topologiesOf,
} from "../helpers/synth-environments";

const topologies = environmentDirectories.flatMap(topologiesOf);
const stacks = [topologies, topologiesOf(credentialEnvironments)].flatMap(synthesize);

/** Resource types that AWS gives no tags; everything else has to carry them. */
const untagged = new Set([
  "aws_acm_certificate_validation",
  "aws_apigatewayv2_authorizer",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_route",
  "aws_appautoscaling_target",
  "aws_autoscaling_policy",
  "aws_autoscaling_schedule",
  "aws_cloudwatch_dashboard",
  "aws_default_route_table",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_kms_alias",
  "aws_kms_key_policy",
  "aws_lambda_permission",
  "aws_network_interface_sg_attachment",
  "aws_route",
  "aws_route53_record",
  "aws_route_table_association",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_secretsmanager_secret_policy",
  "aws_secretsmanager_secret_rotation",
  "aws_secretsmanager_secret_version",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
]);

/** Tags of the aspect that every resource carries. */
const requiredTags = ["CostCenter", "Environment", "Layer", "ManagedBy", "Role", "Topology"];

/** Addresses, as `<stack>/<type>.<name>`, of the resources of every stack for which `broken` holds. */
function addressesWhere(broken: (stack: SynthesizedStack, type: string, body: Arguments) => boolean): string[] {
  return stacks.flatMap((stack) =>
    stack.resources
      .filter(({ type, arguments: body }) => broken(stack, type, body))
      .map(({ type, name }) => `${stack.id}/${type}.${name}`),
  );
}

/** Keys of the tags of a resource, in whichever form its type takes them. */
function tagKeys(type: string, body: Arguments): readonly string[] {
  if (type === "aws_autoscaling_group") {
    return Array.isArray(body["tag"]) ? body["tag"].map((tag: { key: string }) => tag.key) : [];
  }
  return Object.keys(body["tags"] ?? {});
}

describe("every stack of the examples and of the environments that stretch every option", () => {
  it("is among those of which something is claimed here", () => {
    expect(stacks.length).toBeGreaterThanOrEqual(17);
  });

  it("is the same bytes each time, whatever other environments there are", () => {
    const together = new Map(stacks.map(({ id, text }) => [id, text]));
    const alone = topologies.flatMap((topology) => synthesize([topology]));
    expect(alone.length).toBeGreaterThanOrEqual(15);
    expect(alone.filter(({ id, text }) => together.get(id) !== text).map(({ id }) => id)).toEqual([]);
  });

  it("tags every resource that takes tags", () => {
    expect(
      addressesWhere(
        (_, type, body) =>
          type.startsWith("aws_") &&
          !untagged.has(type) &&
          !requiredTags.every((tag) => tagKeys(type, body).includes(tag)),
      ),
    ).toEqual([]);
  });

  it("holds no token that cdktf did not resolve", () => {
    expect(stacks.filter(({ text }) => /TfToken\[|TFTOKEN|-1\.8\d*e\+308/i.test(text)).map(({ id }) => id)).toEqual([]);
  });

  it("refers only to what the same stack declares", () => {
    expect(
      stacks.flatMap((stack) => danglingReferences(stack).map((reference) => `${stack.id}: ${reference}`)),
    ).toEqual([]);
  });

  it("keeps its state where its environment says, never in cdktf's default file", () => {
    const backends = stacks.map(({ json }) => Object.keys(json.terraform["backend"] ?? {})[0]);
    expect(backends.every((kind) => kind === "local" || kind === "s3")).toBe(true);
    expect(stacks.filter(({ text }) => text.includes(process.cwd())).map(({ id }) => id)).toEqual([]);
  });

  it("locks and encrypts a state in S3", () => {
    const s3 = stacks.flatMap(({ json }) => {
      const backend: Readonly<Record<string, Arguments>> = Object(json.terraform["backend"]);
      return backend["s3"] ? [backend["s3"]] : [];
    });
    expect(s3.length).toBeGreaterThan(0);
    expect(s3.every((backend) => backend["use_lockfile"] === true && backend["encrypt"] === true)).toBe(true);
  });

  it("keeps a state of its own, with the environment in its key", () => {
    const keys = stacks.map(({ id, json }) => ({ id, backend: JSON.stringify(json.terraform["backend"]) }));
    expect(new Set(keys.map(({ backend }) => backend)).size).toBe(keys.length);
    expect(keys.filter(({ id, backend }) => !backend.includes(id)).map(({ id }) => id)).toEqual([]);
  });

  it("works with the AWS provider from 5.100 on, below 7", () => {
    const ranges = stacks
      .filter(({ json }) => "aws" in Object(json.terraform["required_providers"]))
      .map(({ json }) => Object(json.terraform["required_providers"])["aws"]?.version);
    expect(new Set(ranges)).toEqual(new Set([">= 5.100.0, < 7.0.0"]));
  });

  it("writes a generated secret by a write-only argument and in no other way", () => {
    expect(
      addressesWhere(
        (_, type, body) =>
          (type === "aws_secretsmanager_secret_version" &&
            ("secret_string" in body || !("secret_string_wo" in body))) ||
          // Azure's names that are unique in the world take a random suffix, which is no secret.
          (type.startsWith("random_") && type !== "random_id") ||
          type === "aws_iam_access_key",
      ),
    ).toEqual([]);
    expect(stacks.filter(({ json }) => json.data?.["aws_secretsmanager_random_password"]).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it("names no two resources of a type alike", () => {
    const duplicates = stacks.flatMap((stack) => {
      const named = stack.resources
        .filter(({ type }) =>
          [
            "aws_autoscaling_group",
            "aws_lb",
            "aws_lb_target_group",
            "aws_iam_role",
            "aws_security_group",
            "aws_cloudwatch_metric_alarm",
          ].includes(type),
        )
        .map(({ type, arguments: body }) => `${type} ${String(body["name"] ?? body["alarm_name"])}`);
      return named.filter((name, position) => named.indexOf(name) !== position).map((name) => `${stack.id}: ${name}`);
    });
    expect(duplicates).toEqual([]);
  });
});

describe("the boundary of the roles that a pipeline makes", () => {
  const ofPipelines = new Set(topologies.flatMap(({ environment, deploy }) => (deploy ? [environment] : [])));
  const own = stacks.filter(({ id }) => !id.endsWith("-bootstrap"));
  const found = (type: string, among = own) =>
    among.flatMap(({ id, resources }) =>
      resources
        .filter((resource) => resource.type === type)
        .map(({ name, arguments: body }) => ({
          environment: environmentOf(id),
          address: `${id}/${type}.${name}`,
          body,
        })),
    );
  const roles = (deployed: boolean) =>
    found(
      "aws_iam_role",
      own.filter(({ id }) => deployed === ofPipelines.has(environmentOf(id))),
    );

  it("holds back nothing that a role of the stacks does", () => {
    const boundary = synthStack((app) => new AwsBootstrapStack(app, bootstrapPlan())).at("/role-boundary/policy");
    const allowed = new Set(policyOf(boundary).flatMap(({ Action }) => [Action].flat()));
    const held = found("aws_iam_role_policy").flatMap(({ address, body }) => {
      const statements: ReturnType<typeof policyOf> = JSON.parse(String(body["policy"])).Statement;
      const actions = statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => [Action].flat());
      return actions.filter((action) => !allowed.has(action)).map((action) => `${address} ${action}`);
    });
    expect(held).toEqual([]);
  });

  it("is on every role of an environment that a pipeline deploys", () => {
    const deployed = roles(true);
    expect(deployed.length).toBeGreaterThan(0);
    expect(
      deployed
        .filter(
          ({ environment, body }) =>
            !String(body["permissions_boundary"]).endsWith(`:policy/${environment}-role-boundary`),
        )
        .map(({ address }) => address),
    ).toEqual([]);
  });

  it("is asked for by no role of an environment without a pipeline: there is no such policy", () => {
    const others = roles(false);
    expect(others.length).toBeGreaterThan(0);
    expect(
      others.filter(({ body }) => body["permissions_boundary"] !== undefined).map(({ address }) => address),
    ).toEqual([]);
  });
});

/** Name of the environment that a stack on AWS belongs to. */
function environmentOf(id: string): string {
  return id.replace(/-aws-.*/, "");
}

/** References in the JSON to resources, data sources, locals and ephemeral resources that the stack does not declare. */
function danglingReferences(stack: SynthesizedStack): readonly string[] {
  const declared = new Set<string>([
    ...addresses("", stack.json.resource),
    ...addresses("data.", stack.json.data),
    ...addresses("", stack.json.ephemeral),
    ...Object.keys(stack.json.locals ?? {}).map((name) => `local.${name}`),
  ]);
  const expressions = stack.text.match(/(?<!\$)\$\{[^}]*\}/g) ?? [];
  const references = expressions.flatMap(
    (expression) =>
      expression.match(/\b(?:data\.)?(?:aws|terraform)_[a-z0-9_]+\.[A-Za-z0-9_-]+|\blocal\.[A-Za-z0-9_-]+/g) ?? [],
  );
  return [...new Set(references)].filter(
    (reference) => !declared.has(reference) && !reference.startsWith("data.terraform_remote_state."),
  );
}

function addresses(
  prefix: string,
  blocks: Readonly<Record<string, Readonly<Record<string, Arguments>>>> | undefined,
): string[] {
  return Object.entries(blocks ?? {}).flatMap(([type, byName]) =>
    Object.keys(byName).map((name) => `${prefix}${type}.${name}`),
  );
}
