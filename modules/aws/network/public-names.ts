import { Construct } from "constructs";
import type { TurnJanusNetworkPlan } from "../../environment/topology";
import type { PooledAddress } from "./address-pool";
import { Certificate } from "./certificate";
import { HealthyNodesName } from "./healthy-nodes-name";
import { NodeNames } from "./node-names";
import { TurnServiceRecords } from "./turn-service-records";

/** The public names of one region. */
export interface PublicNamesProps {
  readonly plan: Pick<TurnJanusNetworkPlan, "stack" | "names" | "turnTls">;
  readonly zoneId: string;
  readonly turn: readonly PooledAddress[];
  readonly media: readonly PooledAddress[];
}

/** A name per node, one for all healthy TURN nodes, service records, and the certificates of what a balancer serves. */
export class PublicNames extends Construct {
  /** Of the TURN nodes, in the order of their slots. */
  readonly turnHealthCheckIds: string[];
  /** Empty where TURN over TLS does not end at a balancer. */
  readonly turnCertificateArn: string;
  readonly mediaCertificateArn: string;

  constructor(scope: Construct, id: string, props: PublicNamesProps) {
    super(scope, id);
    const { plan, zoneId, turn, media } = props;
    new NodeNames(this, "turn-nodes", { role: "turn", zoneId, addresses: turn });
    new NodeNames(this, "media-nodes", { role: "media", zoneId, addresses: media });
    new TurnServiceRecords(this, "turn-services", { zoneId, names: plan.names, tls: plan.turnTls });
    this.turnHealthCheckIds = new HealthyNodesName(this, "turn", {
      role: "turn",
      zoneId,
      region: plan.stack.region,
      name: plan.names.turn,
      addresses: turn,
    }).healthCheckIds;
    this.turnCertificateArn =
      plan.turnTls === "nlb"
        ? new Certificate(this, "turn-certificate", { role: "turn", name: plan.names.turnTls, zoneId }).arn
        : "";
    this.mediaCertificateArn = new Certificate(this, "media-certificate", {
      role: "media",
      name: plan.names.media,
      zoneId,
    }).arn;
  }
}
