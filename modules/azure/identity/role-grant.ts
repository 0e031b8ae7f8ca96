import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Construct } from "constructs";

/** Built-in roles that the project gives, by name. */
export type RoleName = keyof typeof roleIds;

/** Ids of the same roles, for conditions (Azure documentation, built-in roles). */
export const roleIds = {
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "Key Vault Secrets Officer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
  "Monitoring Metrics Publisher": "3913510d-42f4-4e42-8a64-420c390055eb",
  "Role Based Access Control Administrator": "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  "SQL Server Contributor": "6d8ee4ec-f05a-4a1d-8b00-a9b17e38b437",
  "SignalR Service Owner": "7e4f1700-ea5a-4f59-8f37-079cfe29dce3",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Owner": "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "Storage Table Data Contributor": "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
} as const;

/** Who gets which role where. */
export interface RoleGrantProps {
  readonly role: RoleName;
  /** Id of the resource that the role is for: the narrowest that does. */
  readonly scope: string;
  readonly principalId: string;
  /** @default ServicePrincipal: a managed identity */
  readonly principalType?: "ServicePrincipal" | "Group";
  /** Why it is needed, in a sentence. */
  readonly reason: string;
  /** Condition in the language of Azure's attribute-based access control. */
  readonly condition?: string;
}

/** A role on a resource for an identity. */
export class RoleGrant extends Construct {
  /** For what may only be made once the role is there. */
  readonly assignment: RoleAssignment;

  constructor(scope: Construct, id: string, props: RoleGrantProps) {
    super(scope, id);
    const { principalType = "ServicePrincipal" } = props;
    this.assignment = new RoleAssignment(this, "assignment", {
      scope: props.scope,
      roleDefinitionName: props.role,
      principalId: props.principalId,
      principalType,
      // A fresh identity is not in every replica of Entra ID yet; without the check Azure takes our word for it.
      ...(principalType === "ServicePrincipal" && { skipServicePrincipalAadCheck: true }),
      description: props.reason,
      ...(props.condition !== undefined && { condition: props.condition, conditionVersion: "2.0" }),
    });
  }
}
