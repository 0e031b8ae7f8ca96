import { limits } from "../defaults";
import type { Finding } from "../problem";
import { findingIf } from "./check";

/** How long a leaving node may wait. */
interface Drain {
  readonly drainHours: number;
  readonly drainHeartbeatSeconds: number;
}

/** A leaving node stays within the bounds of a lifecycle hook (EC2 Auto Scaling user guide, lifecycle hooks). */
export function drainFindings(path: string, drain: Drain): readonly Finding[] {
  const { drainHours: hours, drainHeartbeatSeconds: seconds } = drain;
  const heartbeats = Math.ceil((hours * 3600) / seconds);
  const fewest = Math.ceil((hours * 3600) / limits.lifecycleHeartbeats);
  return [
    ...findingIf(hours > limits.lifecycleHours, () => ({
      path: `${path}.drain.hours`,
      value: hours,
      rule: `A node may stay in a lifecycle hook for ${limits.lifecycleHours} hours (EC2 Auto Scaling).`,
      remedy: `set it to at most ${limits.lifecycleHours}`,
    })),
    ...findingIf(seconds < 30 || seconds > 7200, () => ({
      path: `${path}.drain.heartbeatSeconds`,
      value: seconds,
      rule: "A heartbeat is due after 30 to 7200 seconds (EC2 Auto Scaling).",
      remedy: "set it to 600, or leave it out",
    })),
    ...findingIf(seconds >= 30 && hours <= limits.lifecycleHours && heartbeats > limits.lifecycleHeartbeats, () => ({
      path: `${path}.drain.heartbeatSeconds`,
      value: seconds,
      rule: `${hours} hours take ${heartbeats} heartbeats of ${seconds} seconds; a lifecycle hook takes ${limits.lifecycleHeartbeats}.`,
      remedy: `set it to at least ${fewest}, or lower ${path}.drain.hours`,
    })),
    ...findingIf(seconds > hours * 3600, () => ({
      path: `${path}.drain.heartbeatSeconds`,
      value: seconds,
      rule: `The first heartbeat would be due after the drain has ended (${hours} hours).`,
      remedy: `set it to at most ${Math.floor(hours * 3600)}, or raise ${path}.drain.hours`,
    })),
  ];
}
