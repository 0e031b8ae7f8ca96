import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import type { RegionNames } from "../../environment/topology";
import { type TurnTlsMode, wellKnownPorts } from "../../shared/ports";
import { tagRole } from "../../shared/tags";

const timeToLive = 300;

/** What a service record points at: lower priority is tried first. */
interface Target {
  readonly priority: number;
  readonly port: number;
  readonly host: string;
}

/** Names and mode that decide what exists. */
export interface TurnServiceRecordsProps {
  readonly zoneId: string;
  readonly names: RegionNames;
  /** Where TURN over TLS ends. */
  readonly tls: TurnTlsMode;
}

/** SRV records by which clients find STUN and TURN of a region (RFC 8489 §8, RFC 5928 §3). */
export class TurnServiceRecords extends Construct {
  constructor(scope: Construct, id: string, props: TurnServiceRecordsProps) {
    super(scope, id);
    tagRole(this, "turn");
    for (const [service, targets] of Object.entries(services(props.names, props.tls))) {
      new Route53Record(this, service.replaceAll("_", "").replace(".", "-"), {
        zoneId: props.zoneId,
        name: `${service}.${props.names.service}`,
        type: "SRV",
        ttl: timeToLive,
        records: targets.map(({ priority, port, host }) => `${priority} 10 ${port} ${host}`),
      });
    }
  }
}

/** With TLS at the balancer everything over TCP is reached there; UDP goes to the nodes themselves in every mode. */
function services(names: RegionNames, tls: TurnTlsMode): Readonly<Record<string, readonly Target[]>> {
  const one = (host: string, port: number): readonly Target[] => [{ priority: 0, port, host }];
  const overUdp = {
    "_stun._udp": one(names.turn, wellKnownPorts.turn),
    "_turn._udp": one(names.turn, wellKnownPorts.turn),
  };
  switch (tls) {
    case "nlb":
      return {
        ...overUdp,
        "_turn._tcp": one(names.turnTls, wellKnownPorts.turn),
        "_turns._tcp": one(names.turnTls, wellKnownPorts.turnTlsPublic),
      };
    case "node":
      return {
        ...overUdp,
        "_turn._tcp": one(names.turn, wellKnownPorts.turn),
        "_turns._tcp": [
          { priority: 0, port: wellKnownPorts.turnTls, host: names.turn },
          { priority: 10, port: wellKnownPorts.turnTlsPublic, host: names.turn },
        ],
      };
    case "off":
      return { ...overUdp, "_turn._tcp": one(names.turn, wellKnownPorts.turn) };
  }
}
