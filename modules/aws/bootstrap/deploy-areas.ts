import type { DeployIdentityPlan } from "../../environment/topology";
import { anyResource } from "../policy-document";
import { credentialApiArea } from "./credential-api-area";
import * as data from "./data-actions";
import { dataArea } from "./data-area";
import { type DeployArea, type DeployScope, ownedArns } from "./deploy-area";
import * as fleets from "./fleet-actions";
import { openviduArea } from "./openvidu-area";
import { rolesArea } from "./roles-area";
import { roomDirectoryArea } from "./room-directory-area";

/** Where states are kept on AWS. */
interface StateLocation {
  readonly bucketArn: string;
  readonly keyArn: string;
}

/** Everything that a pipeline may do for one environment; without a store the states are kept elsewhere. */
export function deployAreas(
  scope: DeployScope,
  store: StateLocation | undefined,
  {
    also,
    boundary,
    imageParameters,
    trustedIssuer,
  }: Pick<DeployIdentityPlan, "also" | "boundary" | "imageParameters" | "trustedIssuer">,
): readonly DeployArea[] {
  return [
    ...(store ? [stateArea(scope, store)] : []),
    computeArea(scope),
    fleetArea(scope),
    dataArea(scope, imageParameters),
    namesArea(scope),
    rolesArea(scope, boundary, trustedIssuer),
    ...(also.includes("credential-api") ? [credentialApiArea(scope)] : []),
    ...(also.includes("openvidu") ? [openviduArea(scope)] : []),
    ...(also.includes("room-directory") ? [roomDirectoryArea(scope)] : []),
  ];
}

/** States of the environment and the locks beside them. */
function stateArea(scope: DeployScope, store: StateLocation): DeployArea {
  const states = [`${store.bucketArn}/webrtc-stacks/${scope.environment}-*`];
  return {
    name: "state",
    description: "Reads and writes the states of the environment, and their locks.",
    statements: [
      { sid: "FindStates", actions: ["s3:ListBucket"], resources: [store.bucketArn] },
      { sid: "KeepStates", actions: ["s3:GetObject", "s3:PutObject"], resources: states },
      { sid: "FreeLocks", actions: ["s3:DeleteObject"], resources: states.map((state) => `${state}.tflock`) },
      { sid: "UseKeyOfStates", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [store.keyArn] },
    ],
    accepted: [],
  };
}

/** What the network and app layers make in EC2. */
function computeArea(scope: DeployScope): DeployArea {
  const inAccount = [scope.account.anyRegionArn("ec2", "*")];
  const ofEnvironment = { StringEquals: { "aws:ResourceTag/Environment": scope.environment } };
  return {
    name: "compute",
    description: "Makes, changes and removes the environment's networks, addresses and launch templates.",
    statements: [
      {
        sid: "ReadCompute",
        actions: ["ec2:Describe*", "ec2:GetManagedPrefixListEntries"],
        resources: anyResource("EC2's calls that describe have no resource level."),
      },
      { sid: "MakeCompute", actions: fleets.computeMaking, resources: inAccount },
      {
        sid: "StartNodes",
        actions: ["ec2:RunInstances"],
        resources: [...inAccount, ...["image/*", "snapshot/*"].map((kind) => scope.account.sharedArn("ec2", kind))],
      },
      { sid: "ChangeCompute", actions: fleets.computeChanging, resources: inAccount, conditions: ofEnvironment },
    ],
    accepted: [],
  };
}

/** Fleets, balancers, alarms and dashboards: the app layer. */
function fleetArea(scope: DeployScope): DeployArea {
  const { account } = scope;
  return {
    name: "fleet",
    description: "Makes, changes and removes the environment's fleets, balancers, alarms and budget.",
    statements: [
      {
        sid: "ReadFleets",
        actions: ["autoscaling:Describe*", "elasticloadbalancing:Describe*", "cloudwatch:DescribeAlarms"],
        resources: anyResource("The calls that describe groups, balancers and alarms have no resource level."),
      },
      {
        sid: "ChangeFleets",
        actions: fleets.scaling,
        resources: ownedArns(scope, "autoscaling", "autoScalingGroup:*:autoScalingGroupName/"),
      },
      {
        sid: "ChangeBalancers",
        actions: fleets.balancing,
        resources: [
          ...["loadbalancer/net/", "loadbalancer/app/", "targetgroup/"].flatMap((kind) =>
            ownedArns(scope, "elasticloadbalancing", kind),
          ),
          ...["listener/net/", "listener/app/", "listener-rule/app/"].flatMap((kind) =>
            ownedArns(scope, "elasticloadbalancing", kind),
          ),
        ],
      },
      {
        sid: "ChangeAlarms",
        actions: fleets.alarming,
        resources: [
          ...ownedArns(scope, "cloudwatch", "alarm:"),
          account.globalArn("cloudwatch", `dashboard/${scope.environment}-*`),
          account.globalArn("cloudwatch", `dashboard/webrtc-${scope.environment}*`),
        ],
      },
      {
        sid: "ChangeBudget",
        actions: [
          "budgets:ViewBudget",
          "budgets:ModifyBudget",
          "budgets:ListTagsForResource",
          "budgets:TagResource",
          "budgets:UntagResource",
        ],
        resources: [account.globalArn("budgets", `budget/webrtc-${scope.environment}*`)],
      },
    ],
    accepted: [],
  };
}

/** Names and certificates. */
function namesArea(scope: DeployScope): DeployArea {
  return {
    name: "names",
    description: "Makes, changes and removes public names, their health checks and certificates.",
    statements: [
      {
        sid: "MakeNames",
        actions: [
          "route53:CreateHostedZone",
          "route53:CreateHealthCheck",
          "route53:ListHostedZones",
          "route53:ListHostedZonesByName",
        ],
        resources: anyResource("What is made or listed has no ARN yet."),
      },
      {
        sid: "ChangeNames",
        actions: data.naming,
        resources: ["hostedzone/*", "healthcheck/*", "change/*"].map((kind) =>
          scope.account.publicArn("route53", kind),
        ),
      },
      {
        sid: "ChangeCertificates",
        actions: data.certifying,
        resources: [scope.account.anyRegionArn("acm", "certificate/*")],
      },
    ],
    accepted: [],
  };
}
