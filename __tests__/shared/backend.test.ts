import { App, TerraformStack, Testing } from "cdktf";
import { attachBackend, readState } from "../../modules/shared/backend";
import type { Backend } from "../../modules/shared/stack-identity";

const backends: readonly (readonly [Backend["kind"], Backend])[] = [
  ["local", { kind: "local", path: "../../../.state/x.tfstate" }],
  ["s3", { kind: "s3", bucket: "states", key: "webrtc-stacks/x.tfstate", region: "eu-west-1" }],
  [
    "azurerm",
    { kind: "azurerm", resourceGroup: "rg", storageAccount: "states", container: "tf", key: "webrtc-stacks/x.tfstate" },
  ],
];

function synthesize(backend: Backend) {
  const stack = new TerraformStack(new App(), "stack");
  attachBackend(stack, backend);
  readState(stack, "state", backend);
  const json = JSON.parse(Testing.synth(stack, false));
  return { backend: json.terraform.backend, state: json.data.terraform_remote_state.state };
}

describe.each(backends)("a %s backend", (kind, backend) => {
  it("is read where it is written", () => {
    const { backend: written, state } = synthesize(backend);
    expect(state.backend).toBe(kind);
    expect(written[kind]).toMatchObject(state.config);
  });
});

it("locks and encrypts states in S3", () => {
  const { backend } = synthesize({ kind: "s3", bucket: "states", key: "x", region: "eu-west-1" });
  expect(backend.s3).toMatchObject({ use_lockfile: true, encrypt: true });
  expect(backend.s3).not.toHaveProperty("dynamodb_table");
});

it("reaches states in Azure by identity, not by key", () => {
  const { backend } = synthesize({
    kind: "azurerm",
    resourceGroup: "rg",
    storageAccount: "states",
    container: "tf",
    key: "x",
  });
  expect(backend.azurerm.use_azuread_auth).toBe(true);
});
