import type { TlsService } from "../../../modules/aws/balancer/tls-balancer";
import { openviduPorts } from "../../../modules/shared/openvidu-ports";

/** Seconds for which requests to a master that leaves go on. */
const masterDrainSeconds = 60;

/** What the first balancer offers: HTTPS of the masters, RTMPS of the media nodes. */
export function balancedServices(drainLimitSeconds: number): readonly TlsService[] {
  return [
    {
      name: "https",
      port: openviduPorts.https,
      nodePort: openviduPorts.api,
      health: { port: openviduPorts.api, path: openviduPorts.masterHealthPath },
      drainLimitSeconds: masterDrainSeconds,
    },
    {
      name: "rtmps",
      port: openviduPorts.rtmpsPublic,
      nodePort: openviduPorts.rtmp,
      health: { port: openviduPorts.mediaHealth, path: "/" },
      drainLimitSeconds,
    },
  ];
}

/** What the second balancer offers: TURN for networks that let only HTTPS out. */
export function turnService(drainLimitSeconds: number): TlsService {
  return {
    name: "turns",
    port: openviduPorts.https,
    nodePort: openviduPorts.turnTls,
    health: { port: openviduPorts.api, path: "/" },
    drainLimitSeconds,
  };
}
