import type { FleetPlan, LiveFleetPlan, MediaFleetPlan, TurnFleetPlan } from "../environment/topology";
import { livePorts } from "../shared/live-ports";
import { mediaMetrics, turnMetrics } from "../shared/metrics";
import { wellKnownPorts } from "../shared/ports";
import { acmeDirectory } from "./coturn/certificate";
import type { NodeContext } from "./node-context";

/** What only the cloud's resources know of a fleet; values may be Terraform expressions. */
export interface FleetParameters {
  /** Name of the hook that a node completes when it works. */
  readonly launchingHook: string;
  /** Name of the hook that a node completes when it has drained. */
  readonly terminatingHook: string;
  /** Name of the log group that the journal goes to. */
  readonly logGroup: string;
}

/** Parameters of TURN nodes. */
export interface TurnParameters extends FleetParameters {
  /** ARN or name of the secret that time-limited credentials are made with. */
  readonly turnSecret: string;
}

/** Parameters of media nodes. */
export interface MediaParameters extends FleetParameters {
  /** ARN or name of the secret of Janus' API; unused by mediasoup. */
  readonly janusTokenSecret: string;
  /** ARN or name of the secret of Janus' admin API; unused by mediasoup. */
  readonly janusAdminSecret: string;
}

/** Parameters of instances of live-webrtc. */
export interface LiveParameters extends FleetParameters {
  /** ARNs of the generated secrets. */
  readonly liveAccessSecret: string;
  readonly liveAdminSecret: string;
  /** Id of the zone in which an instance leaves its address. */
  readonly internalZoneId: string;
  /** Bucket of recordings; unused without them. */
  readonly recordingsBucket: string;
  /** Name of the room directory; unused where rooms are hashed. */
  readonly roomDirectory: string;
}

/** `/etc/webrtc/parameters.json` of a TURN node, as templates/node/README.md describes it. */
export function turnParameters(plan: TurnFleetPlan, context: NodeContext, cloud: TurnParameters): object {
  return {
    ...fleet(plan, context, cloud),
    engine: "coturn",
    secrets: { turn: cloud.turnSecret },
    certificate: certificate(plan),
    metricNamespace: turnMetrics.allocations.namespace,
    coturn: {
      version: plan.coturnVersion,
      realm: plan.realm,
      port: wellKnownPorts.turn,
      tls: plan.tls.mode,
      relay: plan.relay,
      allocations: plan.limits.allocationsPerNode,
    },
  };
}

/** `/etc/webrtc/parameters.json` of a media node. */
export function mediaParameters(plan: MediaFleetPlan, context: NodeContext, cloud: MediaParameters): object {
  const common = {
    ...fleet(plan, context, cloud),
    engine: plan.engine.kind,
    certificate: { kind: "none" },
    metricNamespace: mediaMetrics.sessions.namespace,
  };
  switch (plan.engine.kind) {
    case "janus":
      return {
        ...common,
        secrets: { janusToken: cloud.janusTokenSecret, janusAdmin: cloud.janusAdminSecret },
        janus: { port: wellKnownPorts.janusHttp, adminPort: wellKnownPorts.janusAdmin, rtp: plan.rtp },
      };
    case "mediasoup":
      return {
        ...common,
        secrets: {},
        mediasoup: {
          port: wellKnownPorts.mediasoupApi,
          adminPort: wellKnownPorts.mediasoupAdmin,
          rtp: plan.rtp,
          unit: "mediasoup.service",
        },
      };
  }
}

/** `/etc/webrtc/parameters.json` of an instance of live-webrtc. */
export function liveParameters(plan: LiveFleetPlan, context: NodeContext, cloud: LiveParameters): object {
  return {
    ...fleet(plan, context, cloud),
    engine: "live",
    secrets: {
      liveAccess: cloud.liveAccessSecret,
      liveAdmin: cloud.liveAdminSecret,
      ...(plan.turnSecretArn !== undefined && { liveTurn: plan.turnSecretArn }),
    },
    certificate: { kind: "none" },
    metricNamespace: mediaMetrics.sessions.namespace,
    live: {
      port: livePorts.program,
      proxyHealthPort: livePorts.proxyHealth,
      rtp: plan.live.mediaPorts,
      internalZone: plan.internalZone,
      internalZoneId: cloud.internalZoneId,
      ...(plan.recordings && { recordingsBucket: cloud.recordingsBucket }),
      ...(plan.directory && { roomDirectory: cloud.roomDirectory }),
    },
  };
}

function fleet(plan: FleetPlan, context: NodeContext, cloud: FleetParameters): object {
  return {
    version: 1,
    platform: "aws",
    environment: context.environment,
    region: context.region,
    role: plan.role,
    autoScalingGroup: plan.name,
    launchingHook: cloud.launchingHook,
    terminatingHook: cloud.terminatingHook,
    launchTimeoutSeconds: plan.lifecycle.launchTimeoutSeconds,
    drainLimitSeconds: plan.lifecycle.drainLimitSeconds,
    drainHeartbeatSeconds: plan.lifecycle.drainHeartbeatSeconds,
    addressPool: plan.addressPool,
    logGroup: cloud.logGroup,
    healthPort: wellKnownPorts.health,
  };
}

function certificate(plan: TurnFleetPlan): object {
  if (plan.tls.mode !== "node") {
    return { kind: "none" };
  }
  return plan.tls.certificate.kind === "secret"
    ? { kind: "secret", secretId: plan.tls.certificate.secretArn }
    : { kind: "files", directory: acmeDirectory };
}
