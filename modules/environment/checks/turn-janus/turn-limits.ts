import { portCount } from "../../../shared/ports";
import { findInstanceType } from "../../catalog/instance-types";
import { limits } from "../../defaults";
import { internetMegabitsPerSecond } from "../../resolve/turn-limits";
import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/** What coturn is allowed to hand out exists. */
export const checkTurnLimits: TurnJanusCheck = ({ turn }) => {
  const ports = portCount(turn.relayPorts);
  const type = findInstanceType(turn.instanceType);
  const usable = type ? internetMegabitsPerSecond(type) * limits.usableBandwidthShare : Number.POSITIVE_INFINITY;
  const { perNode, perUser, megabitsPerSecond } = turn;
  return [
    ...findingIf(ports > 0 && perNode !== undefined && perNode > ports, () => ({
      path: "aws.turn.limits.perNode",
      value: perNode,
      rule: `Each allocation takes a relay port, and there are ${ports} (${turn.relayPorts.from}–${turn.relayPorts.to}).`,
      remedy: `set it to at most ${ports}, or widen aws.turn.relayPorts`,
    })),
    ...findingIf(perNode !== undefined && perUser > perNode, () => ({
      path: "aws.turn.limits.perUser",
      value: perUser,
      rule: `One user could hold more allocations than a whole node (${perNode}).`,
      remedy: `set it to at most ${perNode}, or raise aws.turn.limits.perNode`,
    })),
    ...findingIf(megabitsPerSecond > usable, () => ({
      path: "aws.turn.limits.perAllocation.megabitsPerSecond",
      value: megabitsPerSecond,
      rule: `One allocation could take more than a ${turn.instanceType} sustains for all (${Math.floor(usable)} Mb/s).`,
      remedy: `set it to at most ${Math.floor(usable)}, or choose a type with more bandwidth`,
    })),
    ...findingIf(megabitsPerSecond <= usable && perNode !== undefined && perNode * megabitsPerSecond > usable, () => ({
      path: "aws.turn.limits.perNode",
      value: perNode,
      rule: `At ${megabitsPerSecond} Mb/s each, a ${turn.instanceType} carries ${Math.floor(usable / megabitsPerSecond)} allocations; coturn refuses the rest.`,
      remedy: "lower perNode or perAllocation.megabitsPerSecond, or choose a type with more bandwidth",
      warning: true,
    })),
  ];
};
