import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { MediaFleetPlan, TurnFleetPlan } from "../../environment/topology";
import type { BundleLocation, FleetParameters } from "../../nodes";
import type { NodeMetric } from "../../shared/metrics";
import { resourceName } from "../../shared/naming";
import type { RenderedFile } from "../../shared/rendered-file";
import type { BalancerFirewall } from "../firewall/balancer-firewall";
import { NodeFirewall } from "../firewall/node-firewall";
import type { PolicyStatement } from "../policy-document";
import { Fleet } from "./fleet";
import { hookNames } from "./lifecycle-hooks";
import { bundlePrefix, NodeBundle } from "./node-bundle";
import { NodeImage } from "./node-image";
import { nodePermissions } from "./node-permissions";
import { NodeRole } from "./node-role";
import { nodeSubnets } from "./node-subnets";
import { NodeTemplate } from "./node-template";
import { NodeUserData } from "./node-user-data";
import type { SystemProps } from "./region-resources";

/** What stands in front of nodes. */
export interface NodeBalancer {
  readonly firewall: BalancerFirewall;
  readonly targetGroupArns: readonly string[];
  readonly listeners: readonly ITerraformDependable[];
}

/** Nodes of one role, and what tells them from those of another. */
export interface NodesProps<Secrets extends object> {
  readonly system: SystemProps;
  readonly plan: TurnFleetPlan | MediaFleetPlan;
  /** What the nodes are called in descriptions, such as `TURN nodes`. */
  readonly title: string;
  /** What they apply at boot or have in their image. */
  readonly files: readonly RenderedFile[];
  /** User data from the bundle's place and what only the cloud knows. */
  readonly userData: (values: {
    readonly bundle: BundleLocation;
    readonly parameters: FleetParameters & Secrets;
  }) => string;
  /** Secrets as the user data names them. */
  readonly secrets: Secrets;
  /** Secrets that the nodes read, and no others. */
  readonly secretArns: readonly string[];
  /**
   * Objects of the artifact bucket that they read beside their bundle, by key.
   * @default none
   */
  readonly artifactKeys?: readonly string[];
  /** What they may do beside what every node may. */
  readonly statements: readonly PolicyStatement[];
  readonly logGroupName: string;
  readonly metricNamespace: NodeMetric["namespace"];
  /** Absent: clients reach the nodes directly alone. */
  readonly balancer?: NodeBalancer;
}

/** Adds firewall, role, bundle, launch template and fleet of one role to the system that they belong to. */
export function addNodes<Secrets extends object>(scope: Construct, props: NodesProps<Secrets>): Fleet {
  const { plan, balancer, title } = props;
  const { network, account, names, plan: app } = props.system;
  const { environment, region } = app.stack;
  const firewall = new NodeFirewall(scope, "firewall", {
    name: names.resource(`${plan.role}-nodes`),
    description: title,
    vpcId: network.vpcId,
    region,
    ports: plan.ports,
    ...(balancer && { balancer: balancer.firewall }),
  });
  const role = new NodeRole(scope, "role", {
    name: resourceName("awsIamRole", environment, region, `${plan.role}-node`),
    description: `What ${title} may do.`,
    statements: [
      ...nodePermissions({
        account,
        fleet: plan,
        secretArns: props.secretArns,
        dataKeyArn: network.dataKeyArn,
        artifactArns: [`${bundlePrefix(plan.role)}*`, ...(props.artifactKeys ?? [])].map(
          (key) => `${network.artifactBucketArn}/${key}`,
        ),
        logGroupName: props.logGroupName,
        metricNamespace: props.metricNamespace,
      }),
      ...props.statements,
    ],
  });
  const bundle = new NodeBundle(scope, "bundle", {
    role: plan.role,
    files: props.files,
    bucket: network.artifactBucket,
    dataKeyArn: network.dataKeyArn,
  });
  const userData = new NodeUserData(scope, "user-data", {
    values: {
      bundle: { bucket: network.artifactBucket, key: bundle.key, sha256: bundle.sha256 },
      parameters: {
        launchingHook: hookNames.launching,
        terminatingHook: hookNames.terminating,
        logGroup: props.logGroupName,
        ...props.secrets,
      },
    },
    render: props.userData,
  });
  const template = new NodeTemplate(scope, "launch", {
    name: plan.name,
    imageId: new NodeImage(scope, "image", plan.image).imageId,
    instanceType: plan.instanceType,
    volumeGib: plan.volumeGib,
    dataKeyArn: network.dataKeyArn,
    securityGroupId: firewall.groupId,
    instanceProfileArn: role.instanceProfileArn,
    userData: userData.base64,
    tags: { ...app.stack.tags, Name: plan.name, Role: plan.role, AddressPool: plan.addressPool },
  });
  return new Fleet(scope, "fleet", {
    plan,
    template,
    subnetIds: nodeSubnets(network.publicSubnetIds, app.oneZone),
    targetGroupArns: balancer?.targetGroupArns ?? [],
    after: [role.policy, ...firewall.egress, ...(balancer?.listeners ?? [])],
  });
}
