import { ConsumptionBudgetResourceGroup } from "@cdktf/provider-azurerm/lib/consumption-budget-resource-group";
import { Construct } from "constructs";
import type { AzureNetworkPlan } from "../../environment/topology";

/** A limit of money. */
export interface GroupBudgetProps {
  readonly plan: NonNullable<AzureNetworkPlan["budget"]>;
  readonly resourceGroupId: string;
  readonly actionGroupId: string;
}

/** Monthly budget of a resource group. It tells and stops nothing: what stops is the caps of functions, logs and TURN. */
export class GroupBudget extends Construct {
  constructor(scope: Construct, id: string, props: GroupBudgetProps) {
    super(scope, id);
    const { plan } = props;
    const notification = {
      enabled: true,
      operator: "GreaterThanOrEqualTo",
      contactEmails: [...plan.notify],
      contactGroups: [props.actionGroupId],
    };
    new ConsumptionBudgetResourceGroup(this, "budget", {
      name: plan.name,
      resourceGroupId: props.resourceGroupId,
      amount: plan.monthly,
      timeGrain: "Monthly",
      // Azure refuses a start before the current month, so the date of the first apply is taken and then left alone.
      timePeriod: { startDate: "${formatdate(\"YYYY-MM-'01T00:00:00Z'\", plantimestamp())}" },
      notification: [
        { ...notification, threshold: 50, thresholdType: "Actual" },
        { ...notification, threshold: 80, thresholdType: "Actual" },
        { ...notification, threshold: 100, thresholdType: "Forecasted" },
      ],
      lifecycle: { ignoreChanges: ["time_period"] },
    });
  }
}
