import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Construct } from "constructs";
import type { AzureBootstrapPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import { PrivateAccount } from "../storage/private-account";
import { survives } from "../survival";

/** Days that a deleted or replaced state can be brought back. */
const keepDeletedDays = 90;

/** Where the states are kept. */
export interface StateStoreProps {
  readonly plan: NonNullable<AzureBootstrapPlan["stateStore"]>;
  readonly location: string;
  readonly protect: boolean;
}

/** Storage of the states: Entra ID alone opens it, every version is kept, and a lock stands before its deletion. */
export class StateStore extends Construct {
  readonly accountId: string;

  constructor(scope: Construct, id: string, props: StateStoreProps) {
    super(scope, id);
    tagRole(this, "state");
    const { plan, location, protect } = props;
    const group = new ResourceGroup(this, "group", { name: plan.resourceGroup, location, ...survives(protect) });
    const account = new PrivateAccount(this, "storage", {
      role: "state",
      name: plan.storageAccount,
      resourceGroupName: group.name,
      location,
      // States are what cannot be made anew: they are kept in a second region too.
      replication: "RAGZRS",
      containers: [plan.container],
      keepDeletedDays,
      protect,
      accepted: [
        {
          rule: "CKV2_AZURE_33",
          reason: "Terraform reads its states before there is a network; identities alone open them.",
        },
      ],
    });
    new ManagementLock(this, "lock", {
      name: "states",
      scope: account.id,
      lockLevel: "CanNotDelete",
      notes: "Holds the Terraform states of the environment.",
    });
    this.accountId = account.id;
  }
}
