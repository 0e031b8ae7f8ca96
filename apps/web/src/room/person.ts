import type { Peer } from "@webrtc-stacks/signaling/wire";
import type { Link } from "../call/link";
import type { SelectedPath } from "../call/selected-path";

/** Somebody else in the room, as the page shows them. */
export interface Person {
  /** The same for as long as they are shown. */
  readonly key: object | string;
  readonly name: string;
  readonly state: RTCPeerConnectionState;
  /** No way was found for long. */
  readonly failing: boolean;
  readonly path: SelectedPath | undefined;
  readonly stream: MediaStream | undefined;
  readonly media: { readonly camera: boolean; readonly microphone: boolean };
}

export function personOf(link: Link): Person {
  const { name, state, failing, path, stream, media } = link;
  return { key: link, name, state, failing, path, stream, media };
}

/** Somebody who came and is not connected yet. */
export function waitingPerson({ userId, name }: Peer): Person {
  return {
    key: userId,
    name: name ?? "Guest",
    state: "new",
    failing: false,
    path: undefined,
    stream: undefined,
    media: { camera: false, microphone: false },
  };
}

const pathNames = {
  host: "direct",
  prflx: "direct, through a NAT",
  srflx: "direct, through a NAT",
  relay: "relayed",
} as const;
const candidateNames = { host: "host", prflx: "reflexive", srflx: "reflexive", relay: "relay" } as const;
const stateNames = {
  new: "connecting …",
  connecting: "connecting …",
  connected: "connected",
  disconnected: "interrupted, mending …",
  // The ways known so far; more of them are on their way, or are asked for.
  failed: "connecting …",
  closed: "gone",
} as const;

/** In words how somebody is connected, such as `relayed over TLS (relay), 24 ms`. */
export function describeConnection({ state, failing, path }: Pick<Person, "state" | "failing" | "path">): string {
  if (state !== "connected" || path === undefined) {
    return failing ? "no way yet, trying again …" : stateNames[state];
  }
  const over = path.kind === "relay" ? ` over ${path.protocol.toUpperCase()}` : "";
  const time = path.roundTrip === undefined ? "" : `, ${Math.max(1, Math.round(path.roundTrip * 1000))} ms`;
  return `${pathNames[path.kind]}${over} (${candidateNames[path.kind]})${time}`;
}
