import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import type { BudgetPlan } from "../../environment/topology";

/** When somebody is told: shares of the limit, per cent, of what was spent and of what the month will come to. */
const thresholds = [
  { notificationType: "ACTUAL", threshold: 50 },
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "FORECASTED", threshold: 100 },
] as const;

/**
 * Monthly limit on everything that carries the environment's tag `CostCenter`. The tag counts once it is activated as a cost
 * allocation tag in the account's billing settings.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, props: BudgetPlan) {
    super(scope, id);
    new BudgetsBudget(this, "budget", {
      name: props.name,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(props.monthly),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: [`user:CostCenter$${props.costCenter}`] }],
      notification: thresholds.map((threshold) => ({
        ...threshold,
        comparisonOperator: "GREATER_THAN",
        thresholdType: "PERCENTAGE",
        subscriberEmailAddresses: [...props.notify],
      })),
    });
  }
}
