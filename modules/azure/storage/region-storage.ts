import { Construct } from "constructs";
import type { AzureNetworkPlan } from "../../environment/topology";
import { PrivateLink } from "../network/private-link";
import type { RegionNetwork } from "../network/region-network";
import { Diagnostics } from "../observability/diagnostics";
import type { LogWorkspace } from "../observability/log-workspace";
import type { Place } from "../place";
import type { DeployerAddresses } from "../security/deployer-addresses";
import { PrivateAccount } from "./private-account";

/** Days that a deleted package can be brought back. */
const keepDeletedDays = 14;

/** What the storage of a region stands on. */
export interface RegionStorageProps {
  readonly place: Place;
  readonly plan: AzureNetworkPlan;
  readonly network: RegionNetwork;
  readonly deployer: DeployerAddresses;
  readonly logs: LogWorkspace;
}

/** Storage of a region: packages of functions and nodes, tables of rooms and quotas. */
export class RegionStorage extends Construct {
  readonly id: string;
  readonly name: string;
  readonly blobEndpoint: string;
  readonly packageContainer = "packages";
  /** Bundles of TURN nodes; empty without them. */
  readonly nodeContainer: string;
  readonly nodeContainerId: string;

  constructor(scope: Construct, id: string, props: RegionStorageProps) {
    super(scope, id);
    const { place, plan, network } = props;
    const { endpoints, turnSubnetId } = network;
    this.nodeContainer = plan.turn ? "nodes" : "";
    const account = new PrivateAccount(this, "account", {
      role: "storage",
      name: place.storageAccount,
      ...place.where,
      replication: plan.storageReplication,
      containers: [this.packageContainer, ...(plan.turn ? [this.nodeContainer] : [])],
      keepDeletedDays,
      firewall: {
        addresses: props.deployer.list,
        subnetIds: [network.functionSubnetId, ...(turnSubnetId === undefined ? [] : [turnSubnetId])],
      },
      protect: plan.stack.protect,
      accepted: [
        {
          rule: "CKV_AZURE_206",
          reason: "Packages are published anew and rooms live for minutes: one region is enough.",
        },
        ...(endpoints
          ? []
          : [
              {
                rule: "CKV2_AZURE_33",
                reason: "Private endpoints come with tier resilient; the firewall lets one subnet in.",
              },
            ]),
      ],
    });
    for (const service of ["blob", "table"] as const) {
      if (endpoints) {
        new PrivateLink(this, service, {
          place,
          role: service,
          resourceId: account.id,
          subresource: service,
          subnetId: endpoints.subnetId,
          zoneId: endpoints.zones.id(service),
        });
      }
      new Diagnostics(this, `${service}-logs`, {
        targetId: `${account.id}/${service}Services/default`,
        workspaceId: props.logs.workspaceId,
        metrics: "Transaction",
      });
    }
    this.id = account.id;
    this.nodeContainerId = account.containerIds.get(this.nodeContainer) ?? "";
    this.name = account.name;
    this.blobEndpoint = account.blobEndpoint;
  }
}
