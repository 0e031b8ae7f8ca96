import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { Endpoint } from "@webrtc-stacks/signaling/endpoint-order";
import type { ClientMethods, JoinReply, Peer, Signal } from "@webrtc-stacks/signaling/wire";
import { SignalingApi } from "./api";
import { ApiError } from "./api-error";

/** What a connection tells. */
export interface ConnectionEvents {
  /** Who else is in the room, at the first join and after every gap. */
  roster(peers: readonly Peer[]): void;
  peerJoined(peer: Peer): void;
  peerLeft(userId: string, reason: ClientMethods["peerLeft"]["reason"]): void;
  signal(from: string, type: Signal["type"], payload: unknown): void;
  /** This endpoint does not serve any more. */
  lost(): void;
}

/** Membership of a room at one endpoint. */
export interface Connection {
  readonly endpoint: Endpoint;
  readonly api: SignalingApi;
  /** Enters the room and stays until closed. */
  enter(): Promise<void>;
  close(): void;
}

/** Makes a {@link Connection} that listens already, but has not entered yet. */
export type OpenConnection = (endpoint: Endpoint, events: ConnectionEvents) => Promise<Connection>;

/** Waits of SignalR's client before it tries again, milliseconds. After the last the endpoint counts as lost. */
const retryDelays = [0, 400, 1200];

/** Who enters which room, and how. */
export interface Entry {
  readonly roomId: string;
  readonly name: string;
  /** Only relays may connect: peers do not learn this browser's addresses. */
  readonly relayOnly: boolean;
}

/** Opens connections to a room. */
export function hubConnections({ roomId, name, relayOnly }: Entry): OpenConnection {
  return async (endpoint, events) => {
    const api = await SignalingApi.open(endpoint.api, name);
    const hub = new HubConnectionBuilder()
      .withUrl(endpoint.api, { accessTokenFactory: () => api.token(), withCredentials: false })
      .withAutomaticReconnect(retryDelays)
      .configureLogging(LogLevel.None)
      .build();
    const membership = new Membership(() => api.join(roomId, relayOnly ? { relayOnly } : {}), events);
    const inRoom = (message: { readonly roomId: string }): boolean => message.roomId === roomId;
    hub.on("peerJoined", (message: ClientMethods["peerJoined"]) => {
      if (inRoom(message)) events.peerJoined(message.peer);
    });
    hub.on("peerLeft", (message: ClientMethods["peerLeft"]) => {
      if (inRoom(message)) events.peerLeft(message.userId, message.reason);
    });
    hub.on("signal", (message: ClientMethods["signal"]) => {
      if (inRoom(message)) events.signal(message.from, message.type, message.payload);
    });
    hub.onreconnected(() => void membership.renew());
    hub.onclose(() => membership.end());
    await hub.start().catch(() => {
      throw new ApiError("unreachable", "The connection for messages could not be opened.");
    });
    return {
      endpoint,
      api,
      enter: () => membership.enter(),
      close: () => {
        membership.stop();
        hub.stop().catch(() => undefined);
        api.leave(roomId).catch(() => undefined);
      },
    };
  };
}

/** Heartbeats that may fail in a row before the endpoint counts as lost. */
const failuresBorne = 2;

/** The lease of a member: joined again and again. */
class Membership {
  private timer: ReturnType<typeof setInterval> | undefined;
  private failures = 0;
  private over = false;

  constructor(
    private readonly join: () => Promise<JoinReply>,
    private readonly events: ConnectionEvents,
  ) {}

  async enter(): Promise<void> {
    const { peers, leaseSeconds } = await this.join();
    this.timer = setInterval(() => void this.renew(), (leaseSeconds * 1000) / 3);
    this.events.roster(peers);
  }

  /** Heartbeat; it also tells who is there, in case a message was missed. */
  async renew(): Promise<void> {
    try {
      const { peers } = await this.join();
      this.failures = 0;
      if (!this.over) {
        this.events.roster(peers);
      }
    } catch {
      this.failures += 1;
      if (this.failures >= failuresBorne) {
        this.end();
      }
    }
  }

  /** Ends for good; tells so unless it was wanted. */
  end(): void {
    if (!this.over) {
      this.stop();
      this.events.lost();
    }
  }

  stop(): void {
    this.over = true;
    clearInterval(this.timer);
  }
}
