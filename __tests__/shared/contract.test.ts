import { App, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { defineContract, publishContract, readContract } from "../../modules/shared/contract";
import type { StackIdentity } from "../../modules/shared/stack-identity";
import { turnJanusNetworkContract } from "../../stacks/aws/turn-janus/network-contract";
import { identity } from "../helpers/aws-plans";

const contract = defineContract("test", 3, { zoneId: "string", subnetIds: "list" });

interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

interface Read {
  readonly workspace: string;
  readonly lifecycle: { readonly precondition?: readonly Condition[]; readonly postcondition: readonly Condition[] };
}

function read(publisher: StackIdentity): Read {
  const stack = new TerraformStack(new App(), "reader");
  readContract(stack, "network", contract, publisher);
  return JSON.parse(Testing.synth(stack, false)).data.terraform_remote_state.network;
}

function reader(): readonly Condition[] {
  return read(identity("network")).lifecycle.postcondition;
}

it("publishes its version and every value in snake case", () => {
  const stack = new TerraformStack(new App(), "publisher");
  publishContract(stack, contract, { zoneId: "Z1", subnetIds: ["a"] });
  const { output } = JSON.parse(Testing.synth(stack, false));
  expect(
    Object.fromEntries(Object.entries<{ value: unknown }>(output).map(([name, { value }]) => [name, value])),
  ).toEqual({
    contract_version: 3,
    zone_id: "Z1",
    subnet_ids: ["a"],
  });
});

it("stops the plan where the publisher has no local state file, and says what to apply", () => {
  const local = { ...identity("network"), backend: { kind: "local", path: "../state/network.tfstate" } } as const;
  expect(read(local).lifecycle.precondition).toEqual([
    {
      condition: '${fileexists("${path.module}/../state/network.tfstate")}',
      error_message: "test-aws-eu-west-1-network has no state yet. Apply test-aws-eu-west-1-network first.",
    },
  ]);
});

it("puts what to apply into the line that Terraform quotes where a remote state is missing", () => {
  const remote = {
    ...identity("network"),
    backend: { kind: "s3", bucket: "b", key: "k", region: "eu-west-1" },
  } as const;
  expect(read(remote).lifecycle.precondition).toBeUndefined();
  expect(read(remote).workspace).toBe(
    '${try("default", "test-aws-eu-west-1-network has no state yet. Apply test-aws-eu-west-1-network first.")}',
  );
});

it("stops the plan at another version, and says what to apply", () => {
  const [version] = reader();
  expect(version?.condition).toContain("== 3}");
  expect(version?.error_message).toContain("Apply test-aws-eu-west-1-network");
});

it("stops the plan at a missing value, and names it", () => {
  const [, missing] = reader();
  expect(missing?.condition).toContain('["zone_id","subnet_ids"]');
  expect(missing?.error_message).toContain("lacks outputs");
});

it("reads a list as a list and a text as a text", () => {
  const stack = new TerraformStack(new App(), "reader");
  const values = readContract(stack, "network", contract, identity("network"));
  new TerraformOutput(stack, "read", { value: [values.zoneId, values.subnetIds], staticId: true });
  expect(JSON.parse(Testing.synth(stack, false)).output.read.value).toEqual([
    "${data.terraform_remote_state.network.outputs.zone_id}",
    "${data.terraform_remote_state.network.outputs.subnet_ids}",
  ]);
});

it("promises no secret value, only where secrets are", () => {
  const telling = Object.keys(turnJanusNetworkContract.shape).filter((key) => /secret|password|token/i.test(key));
  expect(telling.filter((key) => !key.endsWith("Arn"))).toEqual([]);
});
