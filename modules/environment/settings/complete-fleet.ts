import { defaults } from "../defaults";
import type { FleetSettings, NodeCount, ScheduleSettings } from "../input/turn-janus";
import type { Ledger } from "../ledger";
import type { CompleteFleet, CompleteTurnJanus, NodeBounds } from "./settings";

/** What a fleet's defaults depend on. */
export interface FleetContext {
  /** Path of the fleet in the file, such as `aws.turn`. */
  readonly path: string;
  readonly role: "turn" | "media";
  readonly image: CompleteTurnJanus["image"];
}

/** Bounds of a count. */
export function nodeBounds(count: NodeCount): NodeBounds {
  return typeof count === "number" ? { min: count, max: count } : { min: count.min, max: count.max };
}

/** Fills in what both fleets have in common. */
export function completeFleet(settings: FleetSettings, context: FleetContext, ledger: Ledger): CompleteFleet {
  const { path } = context;
  const at = (field: string): string => `${path}.${field}`;
  const nodes = ledger.given(at("nodes"), nodeBounds(settings.nodes));
  const instanceType = ledger.take(at("instanceType"), settings.instanceType, defaults[context.role].instanceType);
  return {
    nodes,
    instanceType,
    ...(settings.placement && { placement: ledger.given(at("placement"), settings.placement) }),
    warmPool: ledger.take(at("warmPool"), settings.warmPool, defaults.fleet.warmPool),
    schedules: (settings.schedules ?? []).map((schedule, index) =>
      completeSchedule(schedule, at(`schedules[${index}]`), ledger),
    ),
    drainHours: ledger.take(at("drain.hours"), settings.drain?.hours, defaults.fleet.drainHours),
    drainHeartbeatSeconds: ledger.take(
      at("drain.heartbeatSeconds"),
      settings.drain?.heartbeatSeconds,
      defaults.fleet.drainHeartbeatSeconds,
    ),
    launchSeconds: ledger.take(
      at("launchSeconds"),
      undefined,
      context.image === "mutable" ? defaults.fleet.mutableLaunchSeconds : defaults.fleet.immutableLaunchSeconds,
    ),
    volumeGib: ledger.take(at("volumeGib"), undefined, defaults.fleet.volumeGib),
  };
}

function completeSchedule(
  schedule: ScheduleSettings,
  path: string,
  ledger: Ledger,
): CompleteFleet["schedules"][number] {
  return {
    name: ledger.given(`${path}.name`, schedule.name),
    cron: ledger.given(`${path}.cron`, schedule.cron),
    timeZone: ledger.take(`${path}.timeZone`, schedule.timeZone, defaults.fleet.scheduleTimeZone),
    nodes: ledger.given(`${path}.nodes`, nodeBounds(schedule.nodes)),
  };
}
