import type { App } from "cdktf";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { DeploymentAccount } from "../../../modules/aws/deployment-account";
import { InternalZone } from "../../../modules/aws/go-live/internal-zone";
import { LayerNames } from "../../../modules/aws/layer-names";
import { AddressPool } from "../../../modules/aws/network/address-pool";
import { Certificate } from "../../../modules/aws/network/certificate";
import { LogStore } from "../../../modules/aws/network/log-store";
import { NodeNames } from "../../../modules/aws/network/node-names";
import { PublicZone } from "../../../modules/aws/network/public-zone";
import { RegionNetwork } from "../../../modules/aws/network/region-network";
import { AlarmTopic } from "../../../modules/aws/security/alarm-topic";
import { DataKey } from "../../../modules/aws/security/data-key";
import { LogKey } from "../../../modules/aws/security/log-key";
import { RoleSecrets } from "../../../modules/aws/security/role-secrets";
import { EnvironmentBuckets } from "../../../modules/aws/storage/environment-buckets";
import type { GoLiveNetworkPlan } from "../../../modules/environment/topology";
import { BaseStack } from "../../../modules/shared/base-stack";
import { publishContract } from "../../../modules/shared/contract";
import { goLiveNetworkContract } from "./network-contract";

/** What must survive of live-webrtc: keys, buckets, network, addresses, names, secrets, recordings and logs. */
export class GoLiveNetworkStack extends BaseStack {
  constructor(app: App, plan: GoLiveNetworkPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
    const { environment, region, protect } = plan.stack;
    const { logRetentionDays } = plan;
    const account = new DeploymentAccount(this, "account", { region });
    const names = new LayerNames(environment, region);

    const dataKeyArn = new DataKey(this, "data-key", {
      account,
      alias: names.resource("data"),
      roomDirectory: plan.roomDirectory,
      protect,
    }).arn;
    const logKeyArn = new LogKey(this, "log-key", { account, alias: names.resource("logs"), protect }).arn;

    const network = new RegionNetwork(this, "network", { account, names, plan, logKeyArn, protect });
    const { addresses } = new AddressPool(this, "addresses", { pool: plan.addressPool, protect });
    const zone = new PublicZone(this, "dns", { zone: plan.dnsZone, protect });
    new NodeNames(this, "names", { role: "live", zoneId: zone.id, addresses });
    const certificate = new Certificate(this, "certificate", { role: "live", name: plan.hostname, zoneId: zone.id });
    const internal = new InternalZone(this, "internal", { name: plan.internalZone, vpcId: network.vpcId });

    const secrets = new RoleSecrets(this, "secrets", {
      account,
      rotationName: names.resource("secret-rotation"),
      secrets: plan.secrets,
      dataKeyArn,
      logKeyArn,
      logRetentionDays,
      protect,
    });
    const buckets = new EnvironmentBuckets(this, "buckets", {
      account,
      names,
      dataKeyArn,
      ...(plan.recordings && { recordings: plan.recordings }),
      logRetentionDays,
      protect,
    });
    const logs = new LogStore(this, "logs", {
      role: "live",
      name: names.logGroup("live"),
      keyArn: logKeyArn,
      retentionDays: logRetentionDays,
      protect,
    });
    const alarms = new AlarmTopic(this, "alarms", {
      account,
      name: names.resource("alarms"),
      keyArn: dataKeyArn,
      notify: plan.notify,
    });

    publishContract(this, goLiveNetworkContract, {
      vpcId: network.vpcId,
      publicSubnetIds: network.publicSubnetIds,
      zoneId: zone.id,
      zoneNameServers: zone.nameServers,
      internalZoneId: internal.id,
      dataKeyArn,
      topicArn: alarms.arn,
      artifactBucket: buckets.artifacts.name,
      artifactBucketArn: buckets.artifacts.arn,
      accessLogBucket: buckets.accessLogs.name,
      recordingsBucket: buckets.recordings?.name ?? "",
      recordingsBucketArn: buckets.recordings?.arn ?? "",
      accessSecretArn: secrets.arn("live-access"),
      adminSecretArn: secrets.arn("live-admin"),
      certificateArn: certificate.arn,
      logGroupName: logs.name,
      publicAddresses: addresses.map(({ publicIp }) => publicIp),
    });
  }
}
