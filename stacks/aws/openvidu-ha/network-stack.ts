import type { App } from "cdktf";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { DeploymentAccount } from "../../../modules/aws/deployment-account";
import { LayerNames } from "../../../modules/aws/layer-names";
import { LogStore } from "../../../modules/aws/network/log-store";
import { PublicZone } from "../../../modules/aws/network/public-zone";
import { RegionNetwork } from "../../../modules/aws/network/region-network";
import { ClusterBuckets } from "../../../modules/aws/openvidu/cluster-buckets";
import { ClusterSecrets } from "../../../modules/aws/openvidu/cluster-secrets";
import { ExistingNetwork } from "../../../modules/aws/openvidu/existing-network";
import { MasterInterfaces } from "../../../modules/aws/openvidu/master-interfaces";
import { MasterVolumes } from "../../../modules/aws/openvidu/master-volumes";
import { type NodeNetwork, subnetOf } from "../../../modules/aws/openvidu/node-network";
import { ownNetwork } from "../../../modules/aws/openvidu/own-network";
import { certificateOf } from "../../../modules/aws/openvidu/public-certificate";
import { VolumeSnapshots } from "../../../modules/aws/openvidu/volume-snapshots";
import { AlarmTopic } from "../../../modules/aws/security/alarm-topic";
import { DataKey } from "../../../modules/aws/security/data-key";
import { LogKey } from "../../../modules/aws/security/log-key";
import { EnvironmentBuckets } from "../../../modules/aws/storage/environment-buckets";
import type { OpenviduNetworkPlan, OpenviduRole } from "../../../modules/environment/topology";
import { BaseStack } from "../../../modules/shared/base-stack";
import { publishContract } from "../../../modules/shared/contract";
import { openviduAddresses } from "../../../modules/shared/openvidu-credentials";
import { openviduNetworkContract } from "./network-contract";

/** What must survive of OpenVidu: keys, buckets, network, the masters' addresses and data, credentials, names and logs. */
export class OpenviduNetworkStack extends BaseStack {
  constructor(app: App, plan: OpenviduNetworkPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
    const { environment, region, protect } = plan.stack;
    const { logRetentionDays, masters } = plan;
    const account = new DeploymentAccount(this, "account", { region });
    const names = new LayerNames(environment, region);

    const dataKeyArn = new DataKey(this, "data-key", { account, alias: names.resource("data"), protect }).arn;
    const logKeyArn = new LogKey(this, "log-key", { account, alias: names.resource("logs"), protect }).arn;

    const network = this.network(plan, { account, names, logKeyArn, protect });
    const interfaces = new MasterInterfaces(this, "master-interfaces", {
      masters,
      network,
      closedGroupName: names.resource("openvidu-closed"),
      protect,
    });
    const volumes = plan.volumes.retain
      ? new MasterVolumes(this, "master-volumes", { plan: plan.volumes, dataKeyArn, protect })
      : undefined;
    new VolumeSnapshots(this, "snapshots", {
      account,
      name: names.resource("snapshots"),
      plan: plan.snapshots,
      masters,
    });

    const zone = new PublicZone(this, "dns", { zone: plan.dnsZone, protect });
    const secrets = new ClusterSecrets(this, "secrets", {
      plan: plan.credentials,
      addresses: openviduAddresses(plan.web.hostname, plan.turnTls?.hostname),
      keyArn: dataKeyArn,
      protect,
    });
    const buckets = new EnvironmentBuckets(this, "buckets", { account, names, dataKeyArn, logRetentionDays, protect });
    const data = new ClusterBuckets(this, "data", {
      account,
      names,
      given: plan.buckets,
      dataKeyArn,
      accessLogs: buckets.accessLogs,
      protect,
    });
    const nodeLogs = (role: OpenviduRole): LogStore =>
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

    publishContract(this, openviduNetworkContract, {
      vpcId: network.vpcId,
      masterSubnetIds: masters.map((master) => subnetOf(network, master)),
      mediaSubnetIds: network.mediaSubnetIds,
      masterInterfaceIds: interfaces.ids,
      masterAddresses: interfaces.addresses,
      masterVolumeIds: volumes?.ids ?? [],
      zoneId: zone.id,
      zoneNameServers: zone.nameServers,
      dataKeyArn,
      topicArn: alarms.arn,
      accessLogBucket: buckets.accessLogs.name,
      artifactBucket: buckets.artifacts.name,
      artifactBucketArn: buckets.artifacts.arn,
      appDataBucket: data.appData.name,
      appDataBucketArn: data.appData.arn,
      clusterDataBucket: data.clusterData.name,
      clusterDataBucketArn: data.clusterData.arn,
      masterSecretArn: secrets.masterArn,
      mediaSecretArn: secrets.mediaArn,
      bundleSecretArn: secrets.bundleArn,
      webCertificateArn: certificateOf(this, "web", plan.web, zone.id),
      turnCertificateArn: plan.turnTls ? certificateOf(this, "turn", plan.turnTls, zone.id) : "",
      masterLogGroupName: nodeLogs("master").name,
      mediaLogGroupName: nodeLogs("media").name,
    });
  }

  /** Either provider of the network keeps the same promises. */
  private network(
    { vpc, logRetentionDays }: OpenviduNetworkPlan,
    ground: Omit<ConstructorParameters<typeof RegionNetwork>[2], "plan">,
  ): NodeNetwork {
    return vpc.kind === "existing"
      ? new ExistingNetwork(this, "network", vpc)
      : ownNetwork(new RegionNetwork(this, "network", { ...ground, plan: { ...vpc, logRetentionDays } }), vpc);
  }
}
