import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describeEnvironment } from "./helpers/promises";

const network = "prod-aws-eu-west-1-network";
const app = "prod-aws-eu-west-1-app";

interface Reader {
  readonly data: { readonly terraform_remote_state: { readonly network: { readonly config: object } } };
}

describeEnvironment("prod", (environment) => {
  it("stops the plan of app where the state bucket lacks the network layer, and names what to apply", async () => {
    const { workspace } = environment();
    const directory = workspace.stackDirectory(app);
    const reader: Reader = JSON.parse(readFileSync(join(directory, "cdk.tf.json"), "utf8"));
    const config = { ...reader.data.terraform_remote_state.network.config, key: "never-written.tfstate" };
    workspace.override(app, "unwritten", { data: { terraform_remote_state: { network: { config } } } });
    const { code, output } = await workspace.terraform(app).plan("refused.bin");
    rmSync(join(directory, "unwritten_override.tf.json"));
    expect(output).toContain(`${network} has no state yet. Apply ${network} first.`);
    expect(code).toBe(1);
  });
});
