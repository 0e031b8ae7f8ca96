import type { App } from "cdktf";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { DeploymentAccount } from "../../../modules/aws/deployment-account";
import { TurnSecretReader } from "../../../modules/aws/federation/turn-secret-reader";
import { LayerNames } from "../../../modules/aws/layer-names";
import { AddressPools } from "../../../modules/aws/network/address-pools";
import { LogStore } from "../../../modules/aws/network/log-store";
import { PublicNames } from "../../../modules/aws/network/public-names";
import { PublicZone } from "../../../modules/aws/network/public-zone";
import { RegionNetwork } from "../../../modules/aws/network/region-network";
import { AlarmTopic } from "../../../modules/aws/security/alarm-topic";
import { DataKey } from "../../../modules/aws/security/data-key";
import { LogKey } from "../../../modules/aws/security/log-key";
import { RoleSecrets } from "../../../modules/aws/security/role-secrets";
import { EnvironmentBuckets } from "../../../modules/aws/storage/environment-buckets";
import type { TurnJanusNetworkPlan } from "../../../modules/environment/topology";
import { BaseStack } from "../../../modules/shared/base-stack";
import { publishContract } from "../../../modules/shared/contract";
import { turnJanusNetworkContract } from "./network-contract";

/** What must survive in one region: keys, buckets, network, addresses, names, secrets and logs. Destroying the app layer touches none of it. */
export class TurnJanusNetworkStack extends BaseStack {
  constructor(app: App, plan: TurnJanusNetworkPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
    const { environment, region, protect } = plan.stack;
    const { logRetentionDays } = plan;
    const account = new DeploymentAccount(this, "account", { region });
    const names = new LayerNames(environment, region);

    const dataKeyArn = new DataKey(this, "data-key", { account, alias: names.resource("data"), protect }).arn;
    const logKeyArn = new LogKey(this, "log-key", { account, alias: names.resource("logs"), protect }).arn;

    const network = new RegionNetwork(this, "network", { account, names, plan, logKeyArn, protect });

    const pools = new AddressPools(this, "addresses", { pools: plan.addressPools, protect });
    const zone = new PublicZone(this, "dns", { zone: plan.dnsZone, protect });
    const publicNames = new PublicNames(this, "names", { plan, zoneId: zone.id, turn: pools.turn, media: pools.media });

    const secrets = new RoleSecrets(this, "secrets", {
      account,
      rotationName: names.resource("secret-rotation"),
      secrets: plan.secrets,
      dataKeyArn,
      logKeyArn,
      logRetentionDays,
      protect,
    });

    if (plan.turnReader) {
      new TurnSecretReader(this, "turn-reader", { account, plan: plan.turnReader });
    }

    const buckets = new EnvironmentBuckets(this, "buckets", {
      account,
      names,
      dataKeyArn,
      logRetentionDays,
      protect,
    });
    const nodeLogs = (role: "turn" | "media"): LogStore =>
      new LogStore(this, `${role}-logs`, {
        role,
        name: names.logGroup(role),
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

    publishContract(this, turnJanusNetworkContract, {
      vpcId: network.vpcId,
      vpcCidr: plan.cidr,
      publicSubnetIds: network.publicSubnetIds,
      privateSubnetIds: network.privateSubnetIds,
      zoneId: zone.id,
      zoneNameServers: zone.nameServers,
      dataKeyArn,
      logKeyArn,
      topicArn: alarms.arn,
      artifactBucket: buckets.artifacts.name,
      artifactBucketArn: buckets.artifacts.arn,
      accessLogBucket: buckets.accessLogs.name,
      turnSecretArn: secrets.arn("turn-shared"),
      janusTokenSecretArn: secrets.arn("janus-token"),
      janusAdminSecretArn: secrets.arn("janus-admin"),
      turnCertificateArn: publicNames.turnCertificateArn,
      mediaCertificateArn: publicNames.mediaCertificateArn,
      turnLogGroupName: nodeLogs("turn").name,
      mediaLogGroupName: nodeLogs("media").name,
      turnAllocationIds: pools.turn.map(({ allocationId }) => allocationId),
      turnPublicAddresses: pools.turn.map(({ publicIp }) => publicIp),
      mediaAllocationIds: pools.media.map(({ allocationId }) => allocationId),
      mediaPublicAddresses: pools.media.map(({ publicIp }) => publicIp),
      turnHealthCheckIds: publicNames.turnHealthCheckIds,
    });
  }
}
