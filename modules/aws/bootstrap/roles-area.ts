import type { DeployIdentityPlan } from "../../environment/topology";
import type { PolicyStatement } from "../policy-document";
import * as data from "./data-actions";
import type { DeployArea, DeployScope } from "./deploy-area";

/** Roles of nodes and functions; rights are given to them within the boundary alone. A pipeline's own role carries none, and is out of reach even so. */
export function rolesArea(
  scope: DeployScope,
  boundary: DeployIdentityPlan["boundary"],
  trustedIssuer: DeployIdentityPlan["trustedIssuer"],
): DeployArea {
  const { account } = scope;
  const bounded: PolicyStatement["conditions"] = {
    StringEquals: { "iam:PermissionsBoundary": account.globalArn("iam", `policy/${boundary.name}`) },
  };
  const roles = [account.globalArn("iam", `role/${scope.environment}-*`)];
  const services: PolicyStatement["conditions"] = {
    StringEquals: {
      "iam:PassedToService": [
        "autoscaling.amazonaws.com",
        "ec2.amazonaws.com",
        "lambda.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
      ],
    },
  };
  return {
    name: "roles",
    description: "Makes, changes and removes the roles of the environment's nodes and functions.",
    statements: [
      {
        sid: "ChangeRoles",
        actions: data.roleKeeping,
        resources: [...roles, account.globalArn("iam", `instance-profile/${scope.environment}-*`)],
      },
      { sid: "GiveBoundedRights", actions: data.roleRights, resources: roles, conditions: bounded },
      {
        sid: "LeaveRolesOfPipelines",
        effect: "Deny",
        actions: [
          "iam:DeleteRole",
          "iam:PassRole",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
          "iam:UpdateRoleDescription",
          ...data.roleRights,
        ],
        resources: [account.globalArn("iam", "role/*-deploy")],
      },
      ...(trustedIssuer === undefined
        ? []
        : [
            {
              sid: "TrustFunctions",
              actions: data.issuerKeeping,
              resources: [account.globalArn("iam", `oidc-provider/${trustedIssuer.replace(/^https:\/\//, "")}`)],
            },
          ]),
      { sid: "PassRoles", actions: ["iam:PassRole"], resources: roles, conditions: services },
      {
        sid: "LetServicesHaveTheirRoles",
        actions: ["iam:CreateServiceLinkedRole"],
        resources: [account.globalArn("iam", "role/aws-service-role/*")],
        conditions: {
          StringEquals: {
            "iam:AWSServiceName": ["autoscaling.amazonaws.com", "elasticloadbalancing.amazonaws.com"],
          },
        },
      },
    ],
    accepted: [],
  };
}
