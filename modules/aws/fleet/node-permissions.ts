import type { FleetPlan } from "../../environment/topology";
import type { NodeMetric } from "../../shared/metrics";
import type { DeploymentAccount } from "../deployment-account";
import { anyResource, type PolicyStatement } from "../policy-document";
import { answerSessions, decryptThroughServices, readSecrets, speakForOwnGroup, writeOwnLogs } from "./node-statements";

export interface NodePermissionsProps {
  readonly account: DeploymentAccount;
  readonly fleet: Pick<FleetPlan, "name" | "addressPool">;
  /** Secrets that the nodes read, and no others. */
  readonly secretArns: readonly string[];
  /** Key that the secrets and the artifacts are encrypted with. */
  readonly dataKeyArn: string;
  /** Objects that the nodes read, as ARNs; a `*` only at the end of a prefix of the fleet's own. */
  readonly artifactArns: readonly string[];
  readonly logGroupName: string;
  readonly metricNamespace: NodeMetric["namespace"];
}

/** What every node may do: read what is its own, claim an address of its pool, speak for itself to its group, report. */
export function nodePermissions(props: NodePermissionsProps): readonly PolicyStatement[] {
  const { account, fleet } = props;
  return [
    ...readSecrets("ReadOwnSecrets", props.secretArns),
    { sid: "ReadOwnArtifacts", actions: ["s3:GetObject"], resources: props.artifactArns },
    decryptThroughServices(account, props.dataKeyArn),
    {
      sid: "FindAddresses",
      actions: ["ec2:DescribeAddresses"],
      resources: anyResource("DescribeAddresses has no resource level; it shows addresses and tags, no secret."),
    },
    {
      // The call names an address, an instance and its interface: all three carry the tag, so a node can neither take
      // another pool's address nor give one to a stranger.
      sid: "ClaimOwnPoolAddress",
      actions: ["ec2:AssociateAddress"],
      resources: ["elastic-ip/*", "instance/*", "network-interface/*"].map((name) => account.arn("ec2", name)),
      conditions: { StringEquals: { "aws:ResourceTag/AddressPool": fleet.addressPool } },
    },
    speakForOwnGroup(account, [fleet.name]),
    writeOwnLogs(account, props.logGroupName),
    {
      sid: "PublishOwnMetrics",
      actions: ["cloudwatch:PutMetricData"],
      resources: anyResource("PutMetricData has no resource level; the condition keeps it to the fleet's namespace."),
      conditions: { StringEquals: { "cloudwatch:namespace": props.metricNamespace } },
    },
    ...answerSessions(account, { "aws:ResourceTag/AddressPool": fleet.addressPool }),
  ];
}

/** The node reads the certificate of TURN over TLS from a secret of the team's. */
export function certificateSecretPermissions(secretArn: string): readonly PolicyStatement[] {
  return readSecrets("ReadCertificate", [secretArn]);
}

/** The node proves by DNS that it speaks for the names of its certificate; it may write nothing but that proof. */
export function dnsProofPermissions(
  account: DeploymentAccount,
  zoneId: string,
  names: readonly string[],
): readonly PolicyStatement[] {
  return [
    {
      sid: "WriteDnsProof",
      actions: ["route53:ChangeResourceRecordSets"],
      resources: [account.publicArn("route53", `hostedzone/${zoneId}`)],
      conditions: {
        "ForAllValues:StringEquals": {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": names.map((name) => `_acme-challenge.${name}`),
          "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"],
        },
      },
    },
    {
      sid: "FindZone",
      actions: ["route53:ListHostedZones"],
      resources: anyResource("ListHostedZones has no resource level; ACME clients find the zone of a name by it."),
    },
    { sid: "WaitForDnsProof", actions: ["route53:GetChange"], resources: [account.publicArn("route53", "change/*")] },
  ];
}
