import type { PortRange } from "../../shared/ports";

/** First priority of a rule in a security group (Azure: 100–4096). */
const firstPriority = 100;

/** Space between priorities, so that a rule can be put between two. */
const priorityStep = 10;

/** Priority of the rule at a place in its list. */
export function priority(index: number): number {
  return firstPriority + index * priorityStep;
}

/** Ports as a security group spells them. */
export function portText({ from, to }: PortRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}
