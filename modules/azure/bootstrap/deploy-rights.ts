import { Construct } from "constructs";
import { RoleGrant, type RoleName, roleIds } from "../identity/role-grant";

/** Roles that the layers give to the identities they make; a pipeline may give no other. */
const grantedRoles: readonly RoleName[] = [
  "Key Vault Secrets User",
  "Monitoring Metrics Publisher",
  "SQL Server Contributor",
  "SignalR Service Owner",
  "Storage Blob Data Owner",
  "Storage Blob Data Reader",
  "Storage Table Data Contributor",
];

/** Who deploys, and where. */
export interface DeployRightsProps {
  readonly principalId: string;
  readonly principalType: "ServicePrincipal" | "Group";
  readonly groups: readonly { readonly region: string; readonly id: string }[];
  /** Storage of the states; absent: kept elsewhere. */
  readonly stateAccountId?: string;
}

/**
 * What a deployment needs, on the environment's resource groups and nowhere else. Contributor gives no roles, so that a second role
 * does, with a condition: only roles of the list, only to identities, never one that opens more than the environment.
 */
export class DeployRights extends Construct {
  constructor(scope: Construct, id: string, props: DeployRightsProps) {
    super(scope, id);
    const { principalId, principalType } = props;
    for (const { region, id: groupId } of props.groups) {
      const grant = (key: string, role: RoleName, reason: string, condition?: string): void => {
        new RoleGrant(this, `${key}-${region}`, {
          role,
          scope: groupId,
          principalId,
          principalType,
          reason,
          ...(condition !== undefined && { condition }),
        });
      };
      grant("resources", "Contributor", "Makes and changes the resources of the environment.");
      grant("roles", "Role Based Access Control Administrator", "Gives listed roles to identities.", onlyListedRoles);
      grant("secrets", "Key Vault Secrets Officer", "Writes the secrets of the vault.");
      grant("packages", "Storage Blob Data Contributor", "Uploads packages of functions and nodes.");
    }
    if (props.stateAccountId !== undefined) {
      new RoleGrant(this, "states", {
        role: "Storage Blob Data Contributor",
        scope: props.stateAccountId,
        principalId,
        principalType,
        reason: "Reads and writes the states.",
      });
    }
  }
}

const listedIds = grantedRoles.map((role) => roleIds[role]).join(", ");

/** Condition on giving and taking roles (Azure documentation, "Delegate Azure role assignment management"). */
const onlyListedRoles = [clause("write", "@Request"), clause("delete", "@Resource")].join(" AND ");

function clause(action: "write" | "delete", source: "@Request" | "@Resource"): string {
  const attribute = `${source}[Microsoft.Authorization/roleAssignments`;
  return (
    `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})) OR ` +
    `(${attribute}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${listedIds}} AND ` +
    `${attribute}:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}))`
  );
}
