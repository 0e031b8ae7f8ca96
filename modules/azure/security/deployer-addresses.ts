import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";

/**
 * Addresses from which Terraform reaches vault and storage through their firewalls. A hosted agent has another address in every
 * run and gives it as a variable; with it the one of the last run is closed again.
 */
export class DeployerAddresses extends Construct {
  readonly list: string[];

  constructor(scope: Construct, id: string, props: { readonly fixed: readonly string[] }) {
    super(scope, id);
    const variable = new TerraformVariable(this, "variable", {
      type: "list(string)",
      description: "IPv4 addresses, or ranges of them, from which this run reaches the vault and the storage.",
      default: [...props.fixed],
      nullable: false,
    });
    variable.overrideLogicalId("deployer_addresses");
    this.list = variable.listValue;
  }
}
