import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Clock, Random } from "../ports/clock";

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => setTimeout(milliseconds),
};

export const systemRandom: Random = {
  token: (bytes) => randomBytes(bytes).toString("base64url"),
  fraction: () => Math.random(),
};
