import { portCount } from "../../shared/ports";
import { limits } from "../defaults";
import type { CompleteTurn } from "../settings/settings";
import type { InstanceTypeFacts, TurnLimits } from "../topology";

/** Megabits per second that a type sustains towards the internet, each direction. */
export function internetMegabitsPerSecond(type: InstanceTypeFacts): number {
  return type.vcpus < limits.vcpusWithoutInternetCap
    ? Math.min(type.baselineMegabitsPerSecond, limits.internetMegabitsPerSecond)
    : type.baselineMegabitsPerSecond / 2;
}

/**
 * Directions in which coturn lets an allocation have its limit, one by one: what it relays to a peer and what it relays back leave
 * the node alike, so that it sends twice the limit.
 */
export const relayDirections = 2;

/** What coturn enforces on a node of a type. */
export function turnLimits(turn: CompleteTurn, type: InstanceTypeFacts): TurnLimits {
  const perAllocation = bytesPerSecond(turn.megabitsPerSecond);
  const perNode = bytesPerSecond(internetMegabitsPerSecond(type) * limits.usableBandwidthShare);
  return {
    allocationsPerUser: turn.perUser,
    allocationsPerNode: turn.perNode ?? carriedAllocations(turn, perNode / perAllocation),
    bytesPerSecondPerAllocation: perAllocation,
    // coturn admits nobody where the node's limit is below that of one allocation.
    bytesPerSecondPerNode: Math.max(perNode, perAllocation),
  };
}

/** Bytes that a node of a type sends in a minute when it uses a share of its bandwidth. */
export function bytesPerMinute(type: InstanceTypeFacts, percent: number): number {
  return Math.floor((bytesPerSecond(internetMegabitsPerSecond(type)) * 60 * percent) / 100);
}

function carriedAllocations(turn: CompleteTurn, carried: number): number {
  return Math.max(1, Math.floor(Math.min(carried, limits.allocationsPerNode, portCount(turn.relayPorts))));
}

function bytesPerSecond(megabits: number): number {
  return Math.floor((megabits * 1e6) / 8);
}
