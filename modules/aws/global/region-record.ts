import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";

/** Which clients a region serves. */
export type Audience =
  /** Those who are nearest to it, as Route 53 measures. */
  | { readonly kind: "nearest"; readonly region: string }
  /** Those of a continent, by its two-letter code. */
  | { readonly kind: "continent"; readonly continent: string }
  /** Those whom no other record serves. */
  | { readonly kind: "everyone-else" };

export interface RegionRecordProps {
  readonly zoneId: string;
  /** Name that spans the regions. */
  readonly name: string;
  /** Name of the region's nodes, in the same zone. */
  readonly target: string;
  /** Unique among the records of the name. */
  readonly setIdentifier: string;
  readonly audience: Audience;
  readonly healthCheckId: string;
}

/** Sends an audience to a region for as long as it is healthy; then Route 53 goes on to the next best record. */
export class RegionRecord extends Construct {
  constructor(scope: Construct, id: string, props: RegionRecordProps) {
    super(scope, id);
    const record = new Route53Record(this, "a", {
      zoneId: props.zoneId,
      name: props.name,
      type: "A",
      setIdentifier: props.setIdentifier,
      healthCheckId: props.healthCheckId,
      alias: { name: props.target, zoneId: props.zoneId, evaluateTargetHealth: true },
      ...routing(props.audience),
    });
    acceptFindings(record, {
      rule: "CKV2_AWS_23",
      reason:
        "The record stands for the records of the region's nodes, which the network layer keeps beside their addresses.",
    });
  }
}

function routing(audience: Audience) {
  switch (audience.kind) {
    case "nearest":
      return { latencyRoutingPolicy: { region: audience.region } };
    case "continent":
      return { geolocationRoutingPolicy: { continent: audience.continent } };
    case "everyone-else":
      return { geolocationRoutingPolicy: { country: "*" } };
  }
}
