import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Construct } from "constructs";
import type { AzureBootstrapPlan } from "../../environment/topology";
import { survives } from "../survival";

/** Resource groups of the environment, one per region: what the roles of pipelines and operators end at. */
export class ResourceGroups extends Construct {
  /** In the order of the plan. */
  readonly groups: readonly { readonly region: string; readonly name: string; readonly id: string }[];

  constructor(
    scope: Construct,
    id: string,
    props: { readonly groups: AzureBootstrapPlan["resourceGroups"]; readonly protect: boolean },
  ) {
    super(scope, id);
    this.groups = props.groups.map(({ region, name }) => {
      const group = new ResourceGroup(this, region, { name, location: region, ...survives(props.protect) });
      return { region, name: group.name, id: group.id };
    });
  }
}
