import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { Construct } from "constructs";
import { type AcceptedFinding, acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";

/** A storage account, who reaches it and what is in it. */
export interface PrivateAccountProps {
  /** Value of the tag `Role`. */
  readonly role: string;
  /** Globally unique name, 3–24 lower-case letters and digits. */
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly replication: "LRS" | "ZRS" | "RAGZRS";
  /** Names of the blob containers. Tables are made by the code: Terraform would need the shared key, which is off. */
  readonly containers: readonly string[];
  /** Days that what was deleted can be brought back. */
  readonly keepDeletedDays: number;
  /** Who reaches it; everybody else is refused. @default every address: identities alone decide */
  readonly firewall?: {
    readonly addresses: string[];
    readonly subnetIds: readonly string[];
  };
  readonly protect: boolean;
  readonly accepted?: readonly AcceptedFinding[];
}

/** Storage that opens to identities alone: no shared key, no public blob, TLS 1.2, a firewall, versions of everything. */
export class PrivateAccount extends Construct {
  readonly id: string;
  readonly name: string;
  readonly blobEndpoint: string;
  /** By name. */
  readonly containerIds: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: PrivateAccountProps) {
    super(scope, id);
    tagRole(this, props.role);
    const account = new StorageAccount(this, "account", {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      accountKind: "StorageV2",
      accountTier: "Standard",
      accountReplicationType: props.replication,
      minTlsVersion: "TLS1_2",
      httpsTrafficOnlyEnabled: true,
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      localUserEnabled: false,
      publicNetworkAccessEnabled: true,
      sasPolicy: { expirationPeriod: "00.01:00:00", expirationAction: "Log" },
      blobProperties: {
        versioningEnabled: true,
        deleteRetentionPolicy: { days: props.keepDeletedDays },
        containerDeleteRetentionPolicy: { days: props.keepDeletedDays },
      },
      ...(props.firewall && {
        networkRules: {
          defaultAction: "Deny",
          bypass: ["AzureServices"],
          ipRules: props.firewall.addresses,
          virtualNetworkSubnetIds: [...props.firewall.subnetIds],
        },
      }),
      ...survives(props.protect),
    });
    acceptFindings(account, ...acceptedEverywhere, ...(props.accepted ?? []));
    this.containerIds = new Map(
      props.containers.map((name) => [name, privateContainer(this, name, account.id, props.protect).id]),
    );
    this.id = account.id;
    this.name = account.name;
    this.blobEndpoint = account.primaryBlobEndpoint;
  }
}

function privateContainer(
  scope: Construct,
  name: string,
  storageAccountId: string,
  protect: boolean,
): StorageContainer {
  const container = new StorageContainer(scope, name, {
    name,
    storageAccountId,
    containerAccessType: "private",
    ...survives(protect),
  });
  acceptFindings(container, {
    rule: "CKV2_AZURE_21",
    reason: "A diagnostic setting of the account writes reads, too; the rule knows an older way alone.",
  });
  return container;
}

const acceptedEverywhere: readonly AcceptedFinding[] = [
  { rule: "CKV_AZURE_33", reason: "The account has no queue: functions are called over HTTP and by timers." },
  {
    rule: "CKV_AZURE_59",
    reason: "Pipelines on hosted agents reach it by address; the firewall refuses everybody else.",
  },
  {
    rule: "CKV2_AZURE_1",
    reason: "Packages, leases and states hold no personal data; keys of the platform encrypt them.",
  },
];
