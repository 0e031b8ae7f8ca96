import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Construct } from "constructs";
import type { FederatedCredentialPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";

/** An identity and who may take it. */
export interface ManagedIdentityProps {
  /** Value of the tag `Role`: what the identity is for. */
  readonly role: string;
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  /** Tokens that it accepts. @default none: only resources that carry it */
  readonly credentials?: readonly FederatedCredentialPlan[];
  readonly protect: boolean;
}

/** An identity without a key: resources carry it, or pipelines exchange their own token for it. */
export class ManagedIdentity extends Construct {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  /** Object id: what roles are given to. */
  readonly principalId: string;
  readonly tenantId: string;

  constructor(scope: Construct, id: string, props: ManagedIdentityProps) {
    super(scope, id);
    tagRole(this, props.role);
    const identity = new UserAssignedIdentity(this, "identity", {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      ...survives(props.protect),
    });
    for (const credential of props.credentials ?? []) {
      new FederatedIdentityCredential(this, credential.name, {
        name: credential.name,
        resourceGroupName: props.resourceGroupName,
        parentId: identity.id,
        issuer: credential.issuer,
        subject: credential.subject,
        audience: [credential.audience],
      });
    }
    this.id = identity.id;
    this.name = identity.name;
    this.clientId = identity.clientId;
    this.principalId = identity.principalId;
    this.tenantId = identity.tenantId;
  }
}
