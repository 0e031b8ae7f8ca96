import { MssqlDatabase } from "@cdktf/provider-azurerm/lib/mssql-database";
import { MssqlServer } from "@cdktf/provider-azurerm/lib/mssql-server";
import { MssqlServerExtendedAuditingPolicy } from "@cdktf/provider-azurerm/lib/mssql-server-extended-auditing-policy";
import { MssqlVirtualNetworkRule } from "@cdktf/provider-azurerm/lib/mssql-virtual-network-rule";
import { Construct } from "constructs";
import type { StatisticsPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { RoleGrant } from "../identity/role-grant";
import { PrivateLink } from "../network/private-link";
import { Diagnostics } from "../observability/diagnostics";
import type { Place } from "../place";

/** The database and who reaches it. */
export interface StatisticsDatabaseProps {
  readonly place: Place;
  readonly plan: StatisticsPlan;
  /** Who administers it; no login with a password exists. */
  readonly administrator: {
    readonly kind: "migration" | "group";
    readonly name: string;
    readonly objectId: string;
  };
  /** Private endpoint, or the subnet of the functions by its service endpoint. */
  readonly access:
    | { readonly kind: "endpoint"; readonly subnetId: string; readonly zoneId: string }
    | { readonly kind: "subnet"; readonly subnetId: string };
  readonly workspaceId: string;
}

/** Gigabytes of the database: the smallest that every SKU has; statistics are a row per day. */
const sizeGigabytes = 2;

/** Anonymous statistics in Azure SQL: Entra ID alone signs in, and the database pauses itself where its SKU can. */
export class StatisticsDatabase extends Construct {
  readonly server: string;
  readonly name = "statistics";

  constructor(scope: Construct, id: string, props: StatisticsDatabaseProps) {
    super(scope, id);
    tagRole(this, "statistics");
    const { place, plan, administrator, access } = props;
    const server = new MssqlServer(this, "server", {
      name: place.global("sql"),
      ...place.where,
      version: "12.0",
      minimumTlsVersion: "1.2",
      // Any administratorLogin beside it would be refused.
      azureadAdministrator: {
        loginUsername: administrator.name,
        objectId: administrator.objectId,
        azureadAuthenticationOnly: true,
      },
      publicNetworkAccessEnabled: access.kind === "subnet",
      identity: { type: "SystemAssigned" },
    });
    acceptFindings(
      server,
      { rule: "CKV_AZURE_24", reason: "Audit records go to the workspace, which has its own retention." },
      {
        rule: "CKV2_AZURE_2",
        reason: "Aggregates without personal data; nothing to assess but the schema in the repository.",
      },
      ...(access.kind === "subnet"
        ? [
            {
              rule: "CKV_AZURE_113",
              reason: "The one subnet of the functions is let in; private endpoints come with tier resilient.",
            },
            { rule: "CKV2_AZURE_45", reason: "Private endpoints come with tier resilient." },
          ]
        : []),
    );
    const database = new MssqlDatabase(this, "database", {
      name: this.name,
      serverId: server.id,
      skuName: plan.sku,
      maxSizeGb: sizeGigabytes,
      storageAccountType: plan.storage,
      zoneRedundant: false,
      ...(plan.pause && {
        autoPauseDelayInMinutes: plan.pause.afterMinutes,
        minCapacity: plan.pause.minimumVcores,
      }),
      shortTermRetentionPolicy: { retentionDays: 7 },
    });
    acceptFindings(
      database,
      { rule: "CKV_AZURE_224", reason: "Counts per day prove nothing to anybody: a ledger would only cost." },
      { rule: "CKV_AZURE_229", reason: "No call needs the database: functions keep counting while it is away." },
    );
    if (access.kind === "endpoint") {
      new PrivateLink(this, "endpoint", {
        place,
        role: "database",
        resourceId: server.id,
        subresource: "sqlServer",
        subnetId: access.subnetId,
        zoneId: access.zoneId,
      });
    } else {
      new MssqlVirtualNetworkRule(this, "functions", {
        name: "functions",
        serverId: server.id,
        subnetId: access.subnetId,
      });
    }
    if (administrator.kind === "migration") {
      new RoleGrant(this, "migration", {
        role: "SQL Server Contributor",
        scope: server.id,
        principalId: administrator.objectId,
        reason: "The migration job lets itself through the server's firewall and shuts it again.",
      });
    }
    new MssqlServerExtendedAuditingPolicy(this, "audit", { serverId: server.id, logMonitoringEnabled: true });
    // Audit records of a server come out of its database master.
    new Diagnostics(this, "audit-logs", {
      targetId: `${server.id}/databases/master`,
      workspaceId: props.workspaceId,
    });
    new Diagnostics(this, "logs", { targetId: database.id, workspaceId: props.workspaceId });
    this.server = server.fullyQualifiedDomainName;
  }
}
