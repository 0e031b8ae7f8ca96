import type { Ledger } from "../ledger";
import type { CompleteGoLive, CompleteLive, CompleteRecordings } from "../settings/live-settings";
import type { CompleteEnvironment } from "../settings/settings";
import type { GoLivePlan } from "../topology/go-live";
import type { LivePlan, LiveStorePlan } from "../topology/live";

/** The program with its public name. */
export function livePlan(
  live: CompleteLive,
  hostname: string,
  recordings: LiveStorePlan | undefined,
  ledger: Ledger,
): LivePlan {
  const { image, access, mediaPorts, viewersPerRoom, requests, turn, tracing, rooms } = live;
  return {
    image,
    hostname: ledger.derive("live.hostname", hostname, "live.<domain>, with the region on AWS"),
    access,
    allowedOrigin: live.allowedOrigin ?? `https://${hostname}`,
    mediaPorts,
    viewersPerRoom,
    requests,
    turn,
    ...(recordings && { recordings }),
    ...(tracing && { tracing }),
    ...(rooms.kind === "directory" && { routerImage: rooms.routerImage }),
    drainSeconds: Math.round(live.drainMinutes * 60),
  };
}

/** A shape outside AWS. */
export function resolveGoLive(environment: CompleteEnvironment, goLive: CompleteGoLive, ledger: Ledger): GoLivePlan {
  const recordings = goLive.recordings && storePlan(goLive.recordings);
  const live = livePlan(goLive, `live.${environment.domain}`, recordings, ledger);
  switch (goLive.shape) {
    case "compose":
      return {
        shape: goLive.shape,
        live,
        ...(goLive.coturn && { coturn: { ...goLive.coturn, realm: environment.domain } }),
      };
    case "balanced":
      return {
        shape: goLive.shape,
        live,
        instances: goLive.instances,
        proxy: goLive.proxy,
        ...(goLive.redis !== undefined && { redis: goLive.redis }),
      };
    case "kubernetes": {
      const { shape, namespace, instances, media, front, volumeGib, cpuPercent, prometheusOperator } = goLive;
      return { shape, live, namespace, instances, media, front, volumeGib, cpuPercent, prometheusOperator };
    }
  }
}

function storePlan({ store, prefix, keepLocal, sweeperImage }: CompleteRecordings): LiveStorePlan {
  const common = {
    bucket: store.bucket,
    prefix,
    deleteAfterUpload: !keepLocal,
    ...(sweeperImage !== undefined && { sweeperImage }),
  };
  return store.kind === "s3"
    ? { ...common, endpoint: `s3.${store.region}.amazonaws.com`, region: store.region, tls: true, pathStyle: false }
    : {
        ...common,
        endpoint: store.endpoint,
        ...(store.region !== undefined && { region: store.region }),
        tls: store.tls ?? true,
        pathStyle: true,
      };
}
