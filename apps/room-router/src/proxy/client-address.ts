import type { IncomingMessage } from "node:http";
import { addressBlocks } from "@webrtc-stacks/signaling/core/address-block";

/** Address that stands for a client: IPv4 whole, IPv6 its /56. */
export type ClientAddress = (request: IncomingMessage) => string;

/** Addresses remembered: reading one takes longer than looking it up. */
const remembered = 10_000;

/**
 * Each proxy in front appends the address that it saw to X-Forwarded-For. What stands left of those was sent by the client and
 * proves nothing.
 */
export function clientAddress(trustedProxies: number): ClientAddress {
  const blocks = new Map<string, string>();
  return (request) => {
    const text = claimed(request, trustedProxies) ?? request.socket.remoteAddress ?? "";
    const known = blocks.get(text);
    if (known !== undefined) {
      return known;
    }
    if (blocks.size >= remembered) {
      blocks.clear();
    }
    const block = addressBlocks(text).line;
    blocks.set(text, block);
    return block;
  };
}

function claimed(request: IncomingMessage, trustedProxies: number): string | undefined {
  const header = request.headers["x-forwarded-for"];
  if (trustedProxies === 0 || typeof header !== "string") {
    return undefined;
  }
  return header.split(",").at(-trustedProxies)?.slice(0, 64);
}
