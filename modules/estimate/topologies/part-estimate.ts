import type { Cloud } from "../../shared/stack-identity";
import type { Block } from "../availability/block";

/** Something that callers need, in the order in which they meet it. */
export type ServiceName = "page" | "signalling" | "relay" | "media";

/** A cost that comes with use. */
export interface UsageLine {
  readonly what: string;
  /** `turn egress`: what TURN servers send to participants, shown apart. */
  readonly kind: "turn egress" | "media egress" | "other";
  readonly dollars: number;
}

/** The most that something can cost in a month, and what bounds it. */
export interface WorstLine {
  readonly what: string;
  readonly dollars: number;
  readonly cap: string;
}

/** The part of an environment on one cloud. */
export interface PartEstimate {
  /** `own`: machines that nobody here rents. */
  readonly cloud: Cloud | "own";
  readonly topology: string;
  readonly regions: readonly string[];
  readonly services: Readonly<Partial<Record<ServiceName, Block>>>;
  /** Whether the part's relays serve the callers of other parts too, or only those of its own media servers. */
  readonly relaysFor: "everybody" | "itself";
  readonly usage: readonly UsageLine[];
  readonly worst: readonly WorstLine[];
  /** What the part carries at its minimum and its maximum, for one line; absent: nothing that is counted. */
  readonly carries?: string;
  /** What costs money and is no resource. */
  readonly unpriced: readonly string[];
  /** What nothing in the environment bounds. */
  readonly unbounded: readonly string[];
  /** Where the usage does not fit the environment. */
  readonly misfits: readonly string[];
  /** Alarm limits on money: they tell, and stop nothing. */
  readonly budgets: readonly { readonly name: string; readonly monthly: number }[];
}
