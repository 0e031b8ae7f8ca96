import { Construct } from "constructs";
import type { ManagedIdentity } from "./managed-identity";
import { RoleGrant } from "./role-grant";

/** Resources that functions use. */
export interface FunctionRightsProps {
  readonly identity: ManagedIdentity;
  readonly storageId: string;
  readonly vaultId: string;
  readonly insightsId: string;
}

/**
 * What functions may do in the network layer. It is given here and not beside the functions, so that it has long reached every
 * replica of Azure when they start.
 */
export class FunctionRights extends Construct {
  constructor(scope: Construct, id: string, props: FunctionRightsProps) {
    super(scope, id);
    const { principalId } = props.identity;
    new RoleGrant(this, "blobs", {
      role: "Storage Blob Data Owner",
      scope: props.storageId,
      principalId,
      reason: "The host of the functions keeps its package and its leases in blobs.",
    });
    new RoleGrant(this, "tables", {
      role: "Storage Table Data Contributor",
      scope: props.storageId,
      principalId,
      reason: "Rooms, leases and quotas are rows of tables.",
    });
    new RoleGrant(this, "secrets", {
      role: "Key Vault Secrets User",
      scope: props.vaultId,
      principalId,
      reason: "Functions read the keys of sessions and TURN.",
    });
    new RoleGrant(this, "metrics", {
      role: "Monitoring Metrics Publisher",
      scope: props.insightsId,
      principalId,
      reason: "Traces are taken from this identity alone: Application Insights accepts no key.",
    });
  }
}
