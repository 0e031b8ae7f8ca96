import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { defineContract, publishContract, readContract } from "../../modules/shared/contract";
import { awsNetworkContract } from "../../stacks/aws/network-contract";
import { identity } from "../helpers/aws-plans";

const contract = defineContract("test", 3, { zoneId: "string", subnetIds: "list" });

function reader(): { readonly condition: string; readonly error_message: string }[] {
  const stack = new TerraformStack(Testing.app(), "reader");
  readContract(stack, "network", contract, identity("network"));
  const json = JSON.parse(Testing.synth(stack, false));
  return json.data.terraform_remote_state.network.lifecycle.postcondition;
}

it("publishes its version and every value in snake case", () => {
  const stack = new TerraformStack(Testing.app(), "publisher");
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
  const stack = new TerraformStack(Testing.app(), "reader");
  const values = readContract(stack, "network", contract, identity("network"));
  new TerraformOutput(stack, "read", { value: [values.zoneId, values.subnetIds], staticId: true });
  expect(JSON.parse(Testing.synth(stack, false)).output.read.value).toEqual([
    "${data.terraform_remote_state.network.outputs.zone_id}",
    "${data.terraform_remote_state.network.outputs.subnet_ids}",
  ]);
});

it("promises no secret value, only where secrets are", () => {
  const telling = Object.keys(awsNetworkContract.shape).filter((key) => /secret|password|token/i.test(key));
  expect(telling.filter((key) => !key.endsWith("Arn"))).toEqual([]);
});
