import { array, boolean, number, object, optional, parse, partial, string } from "valibot";
import type { Usage } from "./caps";
import type { Room } from "./room";
import { type DayCounts, measures } from "./stats";

const windowShape = optional(object({ start: number(), count: number() }));
const usageShape = object({ hour: windowShape, day: windowShape });
const roomShape = object({
  members: array(
    object({ userId: string(), name: optional(string()), relayOnly: optional(boolean()), leaseUntil: number() }),
  ),
});
const countsShape = partial(object(Object.fromEntries(measures.map((measure) => [measure, number()]))));

/** Checks what a table holds: a record that another release wrote must not pass for what it is not. */
export function parseUsage(stored: unknown): Usage {
  const { hour, day } = parse(usageShape, stored);
  return { ...(hour && { hour }), ...(day && { day }) };
}

export function parseRoom(stored: unknown): Room {
  return {
    members: parse(roomShape, stored).members.map(({ userId, name, relayOnly, leaseUntil }) => ({
      userId,
      leaseUntil,
      ...(name === undefined ? {} : { name }),
      ...(relayOnly === undefined ? {} : { relayOnly }),
    })),
  };
}

export function parseCounts(stored: unknown): DayCounts {
  const counts = parse(countsShape, stored);
  return Object.fromEntries(
    measures.flatMap((measure) => (counts[measure] === undefined ? [] : [[measure, counts[measure]]])),
  );
}
