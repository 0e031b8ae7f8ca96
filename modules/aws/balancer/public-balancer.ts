import { Lb, type LbConfig } from "@cdktf/provider-aws/lib/lb";
import { Construct } from "constructs";
import { type AcceptedFinding, acceptFindings } from "../../shared/accepted-finding";
import type { PortRule } from "../../shared/ports";
import { BalancerFirewall } from "../firewall/balancer-firewall";
import { BalancerName } from "./balancer-name";
import { deletable } from "./deletable";
import { TrustedCertificate } from "./trusted-certificate";

/** What every balancer is given. */
export interface PublicBalancerProps {
  /** Name of the balancer; its target groups are named after it. */
  readonly name: string;
  readonly hostname: string;
  readonly zoneId: string;
  readonly vpcId: string;
  /** Public subnets, one per zone. */
  readonly subnetIds: string[];
  readonly certificateArn: string;
  readonly accessLogBucket: string;
  readonly ipv6: boolean;
  /** Guards the balancer from deletion. */
  readonly protect: boolean;
}

/** What sets one kind of balancer apart. */
interface BalancerKind {
  /** What it is for, in words. */
  readonly description: string;
  /** What the world reaches, from the ports table. */
  readonly ports: readonly PortRule[];
  readonly settings: Pick<LbConfig, "loadBalancerType"> & Partial<LbConfig>;
  readonly accepted?: readonly AcceptedFinding[];
}

/** A balancer that passes on connections, to nodes of every zone. */
export const networkBalancer = { loadBalancerType: "network", enableCrossZoneLoadBalancing: true } as const;

/** A load balancer on the internet under a public name, with its firewall and its certificate. */
export abstract class PublicBalancer extends Construct {
  readonly firewall: BalancerFirewall;
  protected readonly balancer: Lb;
  /** Of the certificate, once AWS has issued it. */
  protected readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: PublicBalancerProps, kind: BalancerKind) {
    super(scope, id);
    const { name, vpcId, zoneId, ipv6, protect } = props;
    this.firewall = new BalancerFirewall(this, "firewall", {
      name,
      description: kind.description,
      vpcId,
      ipv6,
      ports: kind.ports,
    });
    this.balancer = new Lb(this, "balancer", {
      name,
      internal: false,
      subnets: props.subnetIds,
      securityGroups: [this.firewall.groupId],
      ipAddressType: ipv6 ? "dualstack" : "ipv4",
      enableDeletionProtection: protect,
      accessLogs: { bucket: props.accessLogBucket, prefix: name, enabled: true },
      ...kind.settings,
    });
    const accepted = [...(kind.accepted ?? []), ...(protect ? [] : [deletable])];
    if (accepted.length > 0) {
      acceptFindings(this.balancer, ...accepted);
    }
    this.certificateArn = new TrustedCertificate(this, "certificate", props.certificateArn).arn;
    new BalancerName(this, "name", { zoneId, name: props.hostname, balancer: this.balancer, ipv6 });
  }
}
