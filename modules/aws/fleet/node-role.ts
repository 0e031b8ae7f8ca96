import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument, recordAnyResource } from "../policy-document";
import { serviceTrust } from "../service-trust";

export interface NodeRoleProps {
  /** Name of the role and of the instance profile; unique in the account. */
  readonly name: string;
  /** Whose role it is, in words. */
  readonly description: string;
  /** Everything that the nodes may do. */
  readonly statements: readonly PolicyStatement[];
}

/** What the nodes of one fleet may do at AWS. */
export class NodeRole extends Construct {
  readonly instanceProfileArn: string;
  /** A node that boots before it has its rights fails: the fleet waits for this. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: serviceTrust("ec2.amazonaws.com"),
    });
    this.policy = new IamRolePolicy(this, "policy", {
      name: props.name,
      role: role.name,
      policy: policyDocument(props.statements),
    });
    recordAnyResource(this.policy, props.statements);
    this.instanceProfileArn = new IamInstanceProfile(this, "profile", { name: props.name, role: role.name }).arn;
  }
}
