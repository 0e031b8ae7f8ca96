import { openviduCredentials } from "../../../modules/shared/openvidu-credentials";
import { existingVpc, openviduPlans, synthOpenviduNetwork } from "../../helpers/openvidu-stacks";
import type { Synthesized } from "../../helpers/synth";

const snapshot = "snap-0123456789abcdef0";
const own = synthOpenviduNetwork(
  openviduPlans({ masters: { volumes: { retain: true, restore: { 2: snapshot } } } }, { protect: true }).network,
);
const existing = synthOpenviduNetwork(
  openviduPlans({
    vpc: existingVpc,
    masters: { volumes: { retain: false, snapshots: { everyHours: 6, keep: 28 } } },
    buckets: { appData: "example-app-data" },
    turnTls: { certificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/0a1b" },
  }).network,
);

function written(stack: Synthesized, secret: string): string {
  return String(stack.at(`secrets/${secret}/version`).body["secret_string_wo"]);
}

it("keeps volumes that outlive the app layer, encrypted and guarded", () => {
  for (const { path, body } of own.resources("aws_ebs_volume")) {
    expect([path, body["encrypted"], body["lifecycle"]]).toEqual([path, true, { prevent_destroy: true }]);
  }
  expect(own.resources("aws_ebs_volume")).toHaveLength(4);
  expect(existing.resources("aws_ebs_volume")).toEqual([]);
});

it("makes a restored volume another resource than the one it replaces, so that a guard does not stop it", () => {
  const restored = own.resources("aws_ebs_volume").filter(({ body }) => body["snapshot_id"] !== undefined);
  expect(restored.map(({ body }) => [body["snapshot_id"], body["availability_zone"]])).toEqual([
    [snapshot, "us-west-2b"],
  ]);
  expect(restored[0]?.path).toContain(`master-2-from-${snapshot}`);
});

it("takes snapshots of each master's volume, whoever keeps the volume, and forgets old ones", () => {
  const rules = (stack: Synthesized) =>
    stack.resources("aws_dlm_lifecycle_policy").map(({ body }) => JSON.stringify(body["policy_details"]));
  expect(rules(own)).toHaveLength(4);
  expect(rules(own)[0]).toContain('"count":14');
  expect(rules(existing)[3]).toMatch(/"interval":6.*"count":28.*test-master-4/);
});

it("gives each master an interface and a public address that stay, closed until the app layer opens them", () => {
  expect(own.resources("aws_eip")).toHaveLength(4);
  for (const { path, body } of own.resources("aws_network_interface")) {
    expect([path, JSON.stringify(body["security_groups"])]).toEqual([path, expect.stringContaining("closed")]);
  }
});

it("takes an existing network as it is: looks up every subnet, and makes none", () => {
  expect(existing.resources("aws_vpc")).toEqual([]);
  expect(existing.resources("aws_subnet")).toEqual([]);
  expect(Object.keys(existing.json["data"]?.["aws_subnet"] ?? {})).toHaveLength(8);
});

it("stops the plan at a subnet of another network or zone, with a sentence", () => {
  const subnets = JSON.stringify(existing.json["data"]?.["aws_subnet"]);
  expect(subnets).toContain("subnet-a0000000 is not a subnet of vpc-0123456789abcdef0");
  expect(subnets).toContain("subnet-b0000003 is not in us-west-2d");
});

it("publishes the same contract over either network", () => {
  expect(Object.keys(existing.json["output"] ?? {})).toEqual(Object.keys(own.json["output"] ?? {}));
});

it("generates every credential while Terraform runs, and writes it only", () => {
  const ephemeral = Object.keys(own.json["ephemeral"]?.["aws_secretsmanager_random_password"] ?? {});
  const made = openviduCredentials
    .filter(({ value }) => "generated" in value)
    .map(({ name }) => `openvidu_${name.toLowerCase()}`);
  expect(ephemeral.sort()).toEqual(made.sort());
  for (const { path, body } of own.resources("aws_secretsmanager_secret_version")) {
    expect([path, body["secret_string"]]).toEqual([path, undefined]);
  }
});

it("fills the secrets of media nodes and operators from what masters have, so that they cannot differ", () => {
  expect(written(own, "media")).toMatch(
    /^\$\{jsonencode\(\{ REDIS_PASSWORD = jsondecode\(ephemeral\.\S+\)\.REDIS_PASSWORD \}\)\}$/,
  );
  expect(written(own, "operators")).not.toContain("random_password");
  expect(written(own, "operators")).toContain("OPENVIDU_PASSWORD = jsondecode");
});

it("makes no bucket and no certificate that is given", () => {
  const buckets = (stack: Synthesized) =>
    stack.resources("aws_s3_bucket").filter(({ path }) => path.includes("/data/"));
  expect(buckets(own)).toHaveLength(2);
  expect(buckets(existing)).toHaveLength(1);
  expect(existing.resources("aws_acm_certificate")).toHaveLength(1);
});
