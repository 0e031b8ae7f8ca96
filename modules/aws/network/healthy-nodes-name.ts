import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { wellKnownPorts } from "../../shared/ports";
import { tagRole } from "../../shared/tags";
import type { PooledAddress } from "./address-pool";

/** How fast a dead node leaves the answers: three failed checks, 30 seconds apart, then one time to live. */
const check = { intervalSeconds: 30, failures: 3, timeToLiveSeconds: 60 } as const;

/** A name that stands for all healthy nodes of a pool. */
export interface HealthyNodesNameProps {
  /** Value of the tag `Role`. */
  readonly role: string;
  readonly zoneId: string;
  /** Region of the nodes: with the slot it tells the records of a zone apart. */
  readonly region: string;
  /** The name, such as `turn.eu-west-1.example.com`. */
  readonly name: string;
  readonly addresses: readonly PooledAddress[];
}

/**
 * Weighted A records, one per address, each with a health check that asks the node itself. An address that no node holds, or whose
 * node fails, is not handed out; when all fail Route 53 answers with all of them, which is no worse than none.
 */
export class HealthyNodesName extends Construct {
  /** In the order of the slots. */
  readonly healthCheckIds: string[];

  constructor(scope: Construct, id: string, props: HealthyNodesNameProps) {
    super(scope, id);
    tagRole(this, props.role);
    this.healthCheckIds = props.addresses.map(({ slot, hostname, publicIp }) => {
      const healthCheck = new Route53HealthCheck(this, `check-${slot}`, {
        type: "HTTP",
        ipAddress: publicIp,
        port: wellKnownPorts.health,
        resourcePath: "/healthz",
        requestInterval: check.intervalSeconds,
        failureThreshold: check.failures,
        tags: { Name: hostname },
      });
      new Route53Record(this, `slot-${slot}`, {
        zoneId: props.zoneId,
        name: props.name,
        type: "A",
        ttl: check.timeToLiveSeconds,
        records: [publicIp],
        setIdentifier: `${props.region}-node-${slot}`,
        // All alike: healthy nodes share the clients evenly.
        weightedRoutingPolicy: { weight: 10 },
        healthCheckId: healthCheck.id,
      });
      return healthCheck.id;
    });
  }
}
