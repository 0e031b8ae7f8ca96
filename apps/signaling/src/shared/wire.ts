/** What goes over the wire: requests, replies and the messages that SignalR delivers. Types alone: the web page imports them too. */

/** Reply of `POST session`. */
export interface SessionReply {
  /** Bearer token for every other request. */
  readonly token: string;
  readonly userId: string;
  /** When the token ends, ISO 8601. Ask again before, with the token, to keep the same user id. */
  readonly expiresAt: string;
}

/** Reply of `POST negotiate`, as SignalR clients expect it. */
export interface NegotiateReply {
  readonly url: string;
  readonly accessToken: string;
}

/** A member of a room, as the others see them. */
export interface Peer {
  readonly userId: string;
  /** What they call themselves; absent: nothing. Text of a stranger: never put it into a page as HTML. */
  readonly name?: string;
  /** True: only relays may connect them, so whoever connects to them needs a relay from the start. Absent: other ways do too. */
  readonly relayOnly?: boolean;
}

/** Body of `POST rooms/{roomId}/join`; may be left out. */
export interface JoinRequest {
  /** Whether only relays may connect this member, because it hides its network address. The others are told. */
  readonly relayOnly?: boolean;
}

/** Reply of `POST rooms/{roomId}/join`. Join again within the lease to stay: it is the heartbeat. */
export interface JoinReply {
  readonly roomId: string;
  /** The other members. */
  readonly peers: readonly Peer[];
  /** Seconds until this member is taken for vanished. */
  readonly leaseSeconds: number;
}

/** One ICE candidate (W3C WebRTC, RTCIceCandidateInit). An empty `candidate` ends the candidates. */
export interface Candidate {
  readonly candidate: string;
  readonly sdpMid?: string | null | undefined;
  readonly sdpMLineIndex?: number | null | undefined;
  readonly usernameFragment?: string | null | undefined;
}

/** Body of `POST rooms/{roomId}/signal`. Without `to`, chat and bye go to every other member. */
export type Signal =
  | { readonly type: "offer" | "answer"; readonly to: string; readonly payload: { readonly sdp: string } }
  | { readonly type: "candidates"; readonly to: string; readonly payload: readonly Candidate[] }
  | { readonly type: "chat"; readonly to?: string | undefined; readonly payload: { readonly text: string } }
  | { readonly type: "bye"; readonly to?: string | undefined };

/** Methods that the server calls on a client, each with one argument. */
export interface ClientMethods {
  readonly peerJoined: { readonly roomId: string; readonly peer: Peer };
  readonly peerLeft: { readonly roomId: string; readonly userId: string; readonly reason: "left" | "vanished" };
  readonly signal: {
    readonly roomId: string;
    readonly from: string;
    readonly type: Signal["type"];
    readonly payload?: unknown;
  };
}

/** Where relays can come from. */
export type TurnSourceName = "aws" | "azure" | "metered";

/** Body of `POST rooms/{roomId}/turn-credentials`; may be left out. */
export interface TurnCredentialsRequest {
  /** Sources whose relays the client could not reach: they are asked last. */
  readonly avoid?: readonly TurnSourceName[] | undefined;
}

/** As `RTCConfiguration.iceServers` takes it. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

/** Reply of `POST rooms/{roomId}/turn-credentials`. */
export interface TurnCredentialsReply {
  readonly iceServers: readonly IceServer[];
  readonly source: TurnSourceName;
  readonly ttlSeconds: number;
  /** ISO 8601. Ask again before it, and set the new servers with `setConfiguration`. */
  readonly expiresAt: string;
}

/** Body of `POST stats`: how a call went, once per call, without saying whose. */
export interface CallReport {
  readonly roomId: string;
  readonly path: "host" | "srflx" | "prflx" | "relay" | "failed";
}

/** Reply of `GET stats`: counts per day; null where so few that it might point at somebody. */
export interface StatsReply {
  /** Counts below this are not shown. */
  readonly threshold: number;
  readonly days: readonly { readonly day: string; readonly counts: Readonly<Record<string, number | null>> }[];
}

/** Problem details (RFC 9457) of every refusal. */
export interface ProblemReply {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Last part of `type`, for programs. */
  readonly code: string;
  /** Same as the header Retry-After, which a browser hides from pages of another origin. */
  readonly retryAfterSeconds?: number;
  /** Problems of the body, by place. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}
