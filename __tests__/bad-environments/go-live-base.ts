import type { BadCase } from "./bad-case";

const digest = `sha256:${"a".repeat(64)}`;

export const compose = { shape: "compose", image: `registry.example.com/live-webrtc@${digest}` };
export const balanced = {
  ...compose,
  shape: "balanced",
  instances: [
    { name: "live-1", address: "10.0.0.11" },
    { name: "live-2", address: "10.0.0.12" },
  ],
};
export const kubernetes = { ...compose, shape: "kubernetes", instances: { min: 2, max: 6 }, media: "host-network" };

/** A case of the part `goLive`. */
export function wrong(name: string, goLive: object, path: string, rule: string, remedy: string): BadCase {
  return { name: `live-webrtc: ${name}`, change: { goLive }, path: `goLive${path}`, rule, remedy };
}
