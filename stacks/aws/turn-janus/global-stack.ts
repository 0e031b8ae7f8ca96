import type { App } from "cdktf";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { audiences } from "../../../modules/aws/global/audiences";
import { RegionHealth } from "../../../modules/aws/global/region-health";
import { RegionRecord } from "../../../modules/aws/global/region-record";
import type { TurnJanusGlobalPlan } from "../../../modules/environment/topology";
import { BaseStack } from "../../../modules/shared/base-stack";
import { readContract } from "../../../modules/shared/contract";
import { turnJanusNetworkContract } from "./network-contract";

/** One TURN name over all regions: clients get the best region that has a healthy node. */
export class TurnJanusGlobalStack extends BaseStack {
  constructor(app: App, plan: TurnJanusGlobalPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
    for (const { region, network, turnName } of plan.regions) {
      const { zoneId, turnHealthCheckIds } = readContract(this, `network-${region}`, turnJanusNetworkContract, network);
      const health = new RegionHealth(this, `health-${region}`, { region, nodeHealthCheckIds: turnHealthCheckIds });
      for (const { key, audience } of audiences(plan, region)) {
        new RegionRecord(this, `record-${key}`, {
          zoneId,
          name: plan.turnName,
          target: turnName,
          setIdentifier: key,
          audience,
          healthCheckId: health.healthCheckId,
        });
      }
    }
  }
}
