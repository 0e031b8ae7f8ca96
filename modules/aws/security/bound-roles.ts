import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Aspects, type IAspect, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { DeploymentAccount } from "../deployment-account";

/** Gives every role of a stack the boundary without which the pipeline may not make it. A stack without an account makes no roles. */
export function boundRoles(stack: TerraformStack, boundaryName: string): void {
  const account = stack.node.children.find((child) => child instanceof DeploymentAccount);
  if (account) {
    Aspects.of(stack).add(new BoundaryAspect(account.globalArn("iam", `policy/${boundaryName}`)));
  }
}

class BoundaryAspect implements IAspect {
  constructor(private readonly boundaryArn: string) {}

  visit(node: IConstruct): void {
    if (node instanceof IamRole) {
      node.permissionsBoundary = this.boundaryArn;
    }
  }
}
