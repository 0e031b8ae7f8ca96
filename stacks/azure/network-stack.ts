import type { App } from "cdktf";
import { addAzurermProvider, addRandomProvider } from "../../modules/azure/azurerm-provider";
import { FunctionRights } from "../../modules/azure/identity/function-rights";
import { ManagedIdentity } from "../../modules/azure/identity/managed-identity";
import { NameSuffix } from "../../modules/azure/network/name-suffix";
import { RegionNetwork } from "../../modules/azure/network/region-network";
import { AlarmGroup } from "../../modules/azure/observability/alarm-group";
import { Diagnostics } from "../../modules/azure/observability/diagnostics";
import { GroupBudget } from "../../modules/azure/observability/group-budget";
import { LogWorkspace } from "../../modules/azure/observability/log-workspace";
import { Place } from "../../modules/azure/place";
import { resourceGroupId } from "../../modules/azure/resource-group-id";
import { DeployerAddresses } from "../../modules/azure/security/deployer-addresses";
import { RegionVault } from "../../modules/azure/security/region-vault";
import { RegionStorage } from "../../modules/azure/storage/region-storage";
import { turnDenials } from "../../modules/azure/turn/turn-denials";
import { TurnGround } from "../../modules/azure/turn/turn-ground";
import { turnInbound } from "../../modules/azure/turn/turn-inbound";
import type { AzureNetworkPlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";
import { publishContract } from "../../modules/shared/contract";
import { azureNetworkContract } from "./network-contract";

/** What must survive in one region: identities, network, logs, vault, storage, roles, secrets and TURN addresses. */
export class AzureNetworkStack extends BaseStack {
  constructor(app: App, plan: AzureNetworkPlan) {
    super(app, plan.stack);
    addAzurermProvider(this, plan);
    addRandomProvider(this);
    const { protect } = plan.stack;
    const suffix = new NameSuffix(this, "name-suffix", { protect });
    const place = new Place(plan, suffix.value);

    const functions = new ManagedIdentity(this, "functions", {
      role: "functions",
      name: place.local("functions"),
      ...place.where,
      protect,
    });
    const migration =
      plan.migrationCredentials &&
      new ManagedIdentity(this, "migration", {
        role: "migration",
        name: place.local("migration"),
        ...place.where,
        credentials: plan.migrationCredentials,
        protect,
      });

    const network = new RegionNetwork(this, "network", {
      place,
      plan,
      turnInbound: turnInbound(plan.turn?.ports ?? []),
      turnDenials: turnDenials(plan.turn?.ports ?? []),
    });
    const logs = new LogWorkspace(this, "logs", { place, logs: plan.logs, insights: plan.insights, protect });
    const deployer = new DeployerAddresses(this, "deployer", { fixed: plan.deployFrom });

    const storage = new RegionStorage(this, "storage", { place, plan, network, deployer, logs });
    const vault = new RegionVault(this, "vault", {
      place,
      plan,
      network,
      deployer,
      logs,
      tenantId: functions.tenantId,
    });
    new FunctionRights(this, "rights", {
      identity: functions,
      storageId: storage.id,
      vaultId: vault.id,
      insightsId: logs.insightsId,
    });
    const turn =
      plan.turn &&
      new TurnGround(this, "turn", {
        place,
        plan: plan.turn,
        bundleContainerId: storage.nodeContainerId,
        vault,
        protect,
      });

    const alarms = new AlarmGroup(this, "alarms", { place, notify: plan.notify });
    if (plan.budget) {
      new GroupBudget(this, "budget", {
        plan: plan.budget,
        resourceGroupId: resourceGroupId(this, plan),
        actionGroupId: alarms.id,
      });
    }
    new Diagnostics(this, "vault-logs", { targetId: vault.id, workspaceId: logs.workspaceId });

    publishContract(this, azureNetworkContract, {
      suffix: suffix.value,
      functionIdentityId: functions.id,
      functionIdentityName: functions.name,
      functionIdentityClientId: functions.clientId,
      functionIdentityPrincipalId: functions.principalId,
      migrationIdentityName: migration?.name ?? "",
      migrationIdentityPrincipalId: migration?.principalId ?? "",
      migrationIdentityClientId: migration?.clientId ?? "",
      functionSubnetId: network.functionSubnetId,
      endpointSubnetId: network.endpoints?.subnetId ?? "",
      databaseZoneId: network.endpoints?.zones.id("database") ?? "",
      signalrZoneId: network.endpoints?.zones.id("signalr") ?? "",
      vaultId: vault.id,
      vaultUri: vault.uri,
      storageAccountName: storage.name,
      storageBlobEndpoint: storage.blobEndpoint,
      packageContainer: storage.packageContainer,
      nodeContainer: storage.nodeContainer,
      workspaceId: logs.workspaceId,
      insightsId: logs.insightsId,
      insightsName: logs.insightsName,
      actionGroupId: alarms.id,
      turnIdentityId: turn?.identityId ?? "",
      turnIdentityClientId: turn?.identityClientId ?? "",
      turnSubnetId: network.turnSubnetId ?? "",
      turnAddressIds: turn ? [...turn.addressIds] : [],
      turnAddresses: turn ? [...turn.addresses] : [],
      turnBalancerAddressId: turn?.balancerAddressId ?? "",
      turnZoneNameServers: turn?.nameServers ?? [],
    });
  }
}
