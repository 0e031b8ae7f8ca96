import { createHmac } from "node:crypto";
import type { AddressBlocks } from "./address-block";

/** A name that stands for a value, always the same under one key and of no use without it. */
export function pseudonym(key: string, kind: "user" | "address" | "network", value: string): string {
  return createHmac("sha256", key).update(`${kind}\n${value}`).digest("base64url").slice(0, 22);
}

/** Names that stand for the blocks of an address. */
export function addressPseudonyms(key: string, { line, network }: AddressBlocks): AddressBlocks {
  return { line: pseudonym(key, "address", line), network: pseudonym(key, "network", network) };
}
