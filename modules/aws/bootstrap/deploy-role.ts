import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { DeployIdentityPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import type { LayerNames } from "../layer-names";
import { policyDocument, recordAnyResource } from "../policy-document";
import type { DeployArea } from "./deploy-area";

/** Longest run of a pipeline, in seconds: a first apply waits for certificates and health. */
const sessionSeconds = 7200;

/** Who may deploy, and what that includes. */
export interface DeployRoleProps {
  readonly identity: DeployIdentityPlan;
  readonly names: LayerNames;
  /** What the role may do; each area is a policy of its own, since one policy holds 6,144 characters. */
  readonly areas: readonly DeployArea[];
}

/** A role that a pipeline takes on by OpenID Connect: no key is stored anywhere. */
export class DeployRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeployRoleProps) {
    super(scope, id);
    tagRole(this, "deploy");
    const { identity, names } = props;
    const providerArn =
      identity.providerArn ??
      new IamOpenidConnectProvider(this, "issuer", { url: identity.issuer, clientIdList: [identity.audience] }).arn;
    const role = new IamRole(this, "role", {
      name: names.resource("deploy"),
      description: "Applies the WebRTC environment from its pipeline.",
      maxSessionDuration: sessionSeconds,
      assumeRolePolicy: policyDocument([
        {
          sid: "TakeOnRoleFromPipeline",
          principal: { federated: providerArn },
          actions: ["sts:AssumeRoleWithWebIdentity"],
          conditions: trustConditions(identity),
        },
      ]),
    });
    for (const area of props.areas) {
      const policy = new IamPolicy(this, area.name, {
        name: names.resource("deploy", area.name),
        description: area.description,
        policy: policyDocument(area.statements),
      });
      recordAnyResource(policy, area.statements);
      acceptFindings(policy, ...area.accepted);
      new IamRolePolicyAttachment(this, `${area.name}-attachment`, { role: role.name, policyArn: policy.arn });
    }
    this.arn = role.arn;
  }
}

/** The token has to be for AWS and from exactly these subjects; a pattern is compared only where the environment wrote one. */
function trustConditions(identity: DeployIdentityPlan): Record<string, Record<string, string | readonly string[]>> {
  const issuer = identity.issuer.replace(/^https:\/\//, "");
  const operator = identity.subjects.some((subject) => subject.includes("*")) ? "StringLike" : "StringEquals";
  const subject = { [`${issuer}:sub`]: identity.subjects };
  const audience = { [`${issuer}:aud`]: identity.audience };
  return operator === "StringEquals"
    ? { StringEquals: { ...audience, ...subject } }
    : { StringEquals: audience, StringLike: subject };
}
