import type { LiveRecordings, LiveSettings } from "../input/live";
import type { Ledger } from "../ledger";
import { liveDefaults } from "../live-defaults";
import type { CompleteLive, CompleteRecordings } from "./live-settings";

/** Fills in the program's settings. */
export function completeLive(path: string, live: LiveSettings, ledger: Ledger): CompleteLive {
  const at = (field: string): string => `${path}.${field}`;
  return {
    image: ledger.given(at("image"), live.image),
    access: ledger.take(at("access"), live.access, liveDefaults.access),
    ...(live.allowedOrigin !== undefined && { allowedOrigin: ledger.given(at("allowedOrigin"), live.allowedOrigin) }),
    mediaPorts: ledger.take(at("mediaPorts"), live.mediaPorts, liveDefaults.mediaPorts),
    viewersPerRoom: ledger.take(at("viewersPerRoom"), live.viewersPerRoom, liveDefaults.viewersPerRoom),
    requests: ledger.take(at("requests"), live.requests, liveDefaults.requests),
    turn: ledger.take(at("turn"), live.turn, liveDefaults.turn),
    ...(live.tracing && {
      tracing: {
        endpoint: ledger.given(at("tracing.endpoint"), live.tracing.endpoint),
        protocol: ledger.take(at("tracing.protocol"), live.tracing.protocol, liveDefaults.tracingProtocol),
      },
    }),
    rooms: ledger.take(at("rooms"), live.rooms, liveDefaults.rooms),
    drainMinutes: ledger.take(at("drainMinutes"), live.drainMinutes, liveDefaults.drainMinutes),
  };
}

/** Fills in where recordings go. */
export function completeRecordings(recordings: LiveRecordings, ledger: Ledger): CompleteRecordings {
  const { store } = recordings;
  return {
    store:
      store.kind === "s3"
        ? ledger.given("goLive.recordings.store", store)
        : { ...store, tls: ledger.take("goLive.recordings.store.tls", store.tls, liveDefaults.tls) },
    prefix: ledger.take("goLive.recordings.prefix", recordings.prefix, liveDefaults.prefix),
    keepLocal: ledger.take("goLive.recordings.keepLocal", recordings.keepLocal, liveDefaults.keepLocal),
    ...(recordings.sweeperImage !== undefined && {
      sweeperImage: ledger.given("goLive.recordings.sweeperImage", recordings.sweeperImage),
    }),
  };
}
