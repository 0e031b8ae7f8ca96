import { turnJanusNetworkContract } from "../../../stacks/aws/turn-janus/network-contract";
import { networkPlan } from "../../helpers/aws-plans";
import { networkVariants, synthNetwork } from "../../helpers/network-variants";
import { policyOf, type Synthesized, type SynthesizedResource } from "../../helpers/synth";

/** What must survive a mistaken destroy where the environment is protected. */
const surviving = new Set([
  "aws_cloudwatch_log_group",
  "aws_eip",
  "aws_kms_key",
  "aws_route53_zone",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_vpc",
]);

/** Log group of a function that any apply makes again. */
const replaceable = "secrets/rotation/logs/group";

const policies: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
  aws_kms_key: "policy",
  aws_s3_bucket_policy: "policy",
  aws_sns_topic_policy: "policy",
};

describe.each(networkVariants)("the network layer, %s", (_name, different) => {
  let stack: Synthesized;
  beforeAll(() => {
    stack = synthNetwork(different);
  });

  it("closes the default security group", () => {
    const group = stack.only("aws_default_security_group");
    expect([group.path, group.body["ingress"], group.body["egress"]]).toEqual([group.path, undefined, undefined]);
  });

  it("gives no subnet public addresses by itself", () => {
    const giving = stack.resources("aws_subnet").filter(({ body }) => body["map_public_ip_on_launch"] !== false);
    expect(giving.map(({ path }) => path)).toEqual([]);
  });

  it("tags everything that takes tags with cost center and role", () => {
    const untagged = stack
      .resources()
      .filter(({ body }) => body["tags"] !== undefined)
      .filter(({ body }) => !hasKeys(body["tags"], ["CostCenter", "Environment", "Layer", "Role", "ManagedBy"]));
    expect(untagged.map(({ path }) => path)).toEqual([]);
  });

  it("makes one address per place, tagged so that a node finds it", () => {
    const wanted = networkPlan().addressPools.flatMap(({ pool, slots }) =>
      slots.map(({ slot, hostname }) => `${pool} ${slot} ${hostname}`),
    );
    const pooled = stack.resources("aws_eip").filter(({ body }) => hasKeys(body["tags"], ["AddressPool"]));
    const made = pooled
      .map(({ body }) => tagsOf(body))
      .map((tags) => `${tags["AddressPool"]} ${tags["Slot"]} ${tags["Hostname"]}`);
    expect(made.sort()).toEqual(wanted.sort());
  });

  it("guards from destroy exactly what must survive, where the environment is protected", () => {
    const guarded = stack.resources().filter(({ body }) => hasKeys(body["lifecycle"], ["prevent_destroy"]));
    const must = networkPlan(different).stack.protect
      ? stack.resources().filter(({ type, path }) => surviving.has(type) && !path.endsWith(replaceable))
      : [];
    expect(paths(guarded)).toEqual(paths(must));
  });

  it("names actions and resources in every statement, or records why it names none", () => {
    const vague = stack.resources().flatMap((resource) => {
      const argument = policies[resource.type];
      if (argument === undefined) {
        return [];
      }
      const reasons = JSON.stringify(resource.body["//"]);
      return policyOf(resource, argument)
        .filter(({ Effect }) => Effect === "Allow")
        .filter(
          ({ Action, Resource, Sid }) =>
            [Action].flat().some((action) => action === "*" || action.endsWith(":*")) ||
            (Resource === "*" && !reasons.includes(`"sid":"${Sid}"`)),
        )
        .map(({ Sid }) => `${resource.path} ${Sid}`);
    });
    expect(vague).toEqual([]);
  });

  it("lets nobody in a resource's policy without a condition, but services into what is theirs", () => {
    const open = stack
      .resources()
      .filter(({ type }) => ["aws_kms_key", "aws_s3_bucket_policy", "aws_sns_topic_policy"].includes(type))
      .flatMap((resource) =>
        policyOf(resource)
          .filter(({ Effect, Principal, Condition }) => Effect === "Allow" && isBroad(Principal) && !Condition)
          .map(({ Sid }) => `${resource.path} ${Sid}`),
      );
    expect(open).toEqual([]);
  });

  it("denies plain HTTP and old TLS on every bucket", () => {
    const lax = stack.resources("aws_s3_bucket_policy").filter((resource) => {
      const denied = policyOf(resource).filter(({ Effect }) => Effect === "Deny");
      return !denied.some(({ Sid }) => Sid === "DenyPlainHttp") || !denied.some(({ Sid }) => Sid === "DenyOldTls");
    });
    expect(paths(lax)).toEqual([]);
    expect(stack.resources("aws_s3_bucket_policy")).toHaveLength(stack.resources("aws_s3_bucket").length);
  });

  it.each([
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_versioning",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_ownership_controls",
  ])("gives every bucket its %s", (type) => {
    expect(stack.resources(type)).toHaveLength(stack.resources("aws_s3_bucket").length);
  });

  it("writes secrets only by ephemeral values into write-only arguments", () => {
    const plain = stack
      .resources("aws_secretsmanager_secret_version")
      .filter(
        ({ body }) =>
          body["secret_string"] !== undefined ||
          body["secret_binary"] !== undefined ||
          !String(body["secret_string_wo"]).startsWith("${ephemeral."),
      );
    expect(paths(plain)).toEqual([]);
  });

  it("encrypts every log group with a key of its own and lets its entries expire", () => {
    const lax = stack
      .resources("aws_cloudwatch_log_group")
      .filter(({ body }) => body["kms_key_id"] === undefined || !(Number(body["retention_in_days"]) > 0));
    expect(paths(lax)).toEqual([]);
  });

  it("publishes every value of the contract, under its name in snake case", () => {
    const names = Object.keys(turnJanusNetworkContract.shape).map((key) =>
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
    const published = Object.entries(stack.json["output"] ?? {}).filter(([, output]) => hasKeys(output, ["value"]));
    expect(published.map(([name]) => name).sort()).toEqual([...names, "contract_version"].sort());
  });

  it("is written the same way twice", () => {
    const again = synthNetwork(different);
    expect(again.text).toBe(stack.text);
    expect([...again.files]).toEqual([...stack.files]);
  });
});

function hasKeys(value: unknown, keys: readonly string[]): boolean {
  return typeof value === "object" && value !== null && keys.every((key) => key in value);
}

function tagsOf(body: SynthesizedResource["body"]): Readonly<Record<string, unknown>> {
  const tags = body["tags"];
  return typeof tags === "object" && tags !== null ? { ...tags } : {};
}

function paths(resources: readonly SynthesizedResource[]): readonly string[] {
  return resources.map(({ path }) => path).sort();
}

/** Anybody, or a service that acts for any account. */
function isBroad(principal: unknown): boolean {
  const text = JSON.stringify(principal);
  return text.includes('"*"') || text.includes("amazonaws.com");
}
