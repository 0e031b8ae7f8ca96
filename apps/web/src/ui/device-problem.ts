import type { Device } from "../call/local-media";

/** Why a browser gives a page no device, by the name of its error (W3C Media Capture, §10.2). */
const reasons: ReadonlyMap<string, string> = new Map([
  ["NotAllowedError", "You or your browser did not allow it."],
  ["NotFoundError", "There is none."],
  ["NotReadableError", "Another program is using it, or it is out of order."],
  ["OverconstrainedError", "It cannot do what a call needs."],
]);

/** Why a device cannot be used, in a sentence for a person. */
export function describeDeviceProblem(device: Device, error: unknown): string {
  const reason = error instanceof DOMException ? reasons.get(error.name) : undefined;
  return `The ${device} cannot be used. ${reason ?? "The browser does not say why."}`;
}
