import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { Construct } from "constructs";
import type { OpenviduVpcPlan } from "../../environment/topology";
import type { NodeNetwork } from "./node-network";

/**
 * A network that somebody else made. Each subnet is looked up, so that one of another VPC or zone stops the plan with a
 * sentence, not an instance with an error.
 */
export class ExistingNetwork extends Construct implements NodeNetwork {
  readonly vpcId: string;
  readonly masterSubnets: ReadonlyMap<string, string>;
  readonly mediaSubnetIds: string[];
  readonly internet = [];

  constructor(scope: Construct, id: string, plan: Extract<OpenviduVpcPlan, { kind: "existing" }>) {
    super(scope, id);
    this.vpcId = plan.vpcId;
    const found = (role: string, subnets: Readonly<Record<string, string>>): [string, string][] =>
      Object.entries(subnets)
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([zone, subnetId]) => [
          zone,
          this.subnet(`${role}-${zone.slice(-1)}`, { vpcId: plan.vpcId, zone, subnetId }),
        ]);
    this.masterSubnets = new Map(found("masters", plan.masterSubnets));
    this.mediaSubnetIds = found("media", plan.mediaSubnets).map(([, subnetId]) => subnetId);
  }

  private subnet(
    id: string,
    { vpcId, zone, subnetId }: { readonly vpcId: string; readonly zone: string; readonly subnetId: string },
  ): string {
    return new DataAwsSubnet(this, id, {
      id: subnetId,
      lifecycle: {
        postcondition: [
          {
            condition: `\${self.vpc_id == "${vpcId}"}`,
            errorMessage: `${subnetId} is not a subnet of ${vpcId}. Name a subnet of that VPC in aws.vpc.`,
          },
          {
            condition: `\${self.availability_zone == "${zone}"}`,
            errorMessage: `${subnetId} is not in ${zone}. Name it under its own zone in aws.vpc.`,
          },
        ],
      },
    }).id;
  }
}
