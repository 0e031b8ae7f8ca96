/**
 * Which endpoint serves a room. The web page and the functions share this file: it needs neither Node nor a browser.
 *
 * Rendezvous hashing: every room orders all endpoints by a score of its own, so that both peers come to the same region
 * without asking anybody, adding an endpoint moves only the rooms that it wins, and losing one sends each of its rooms to the
 * next in that room's order.
 */

/** One region: its functions. */
export interface Endpoint {
  /** Stable key, such as the region's name. The order depends on it alone, not on the address or the position in a list. */
  readonly key: string;
  /** Base address of the functions, such as `https://func-weu.example.com/api`. */
  readonly api: string;
}

/** The endpoints in the order in which clients of the room try them: the first that answers. */
export function endpointOrder(roomId: string, endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints
    .map((endpoint) => ({ endpoint, score: hash(`${endpoint.key}\n${roomId}`) }))
    .sort((a, b) => b.score - a.score || (a.endpoint.key < b.endpoint.key ? -1 : 1))
    .map(({ endpoint }) => endpoint);
}

/** 32-bit FNV-1a with the finalizer of MurmurHash3, which spreads the last characters over all bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    state = Math.imul(state ^ byte, 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
