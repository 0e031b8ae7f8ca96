import type { Candidate, Signal } from "@webrtc-stacks/signaling/wire";
import { type DirectMessage, readDirectMessage } from "./direct-message";
import { Gathering } from "./gathering";
import type { LocalMedia } from "./local-media";
import { Negotiation } from "./negotiation";
import { type LinkSignal, Outbox } from "./outbox";
import { Recovery } from "./recovery";
import { type SelectedPath, selectedPath } from "./selected-path";

/** What a link needs of the room, and tells it. */
export interface LinkPorts {
  configuration(): RTCConfiguration;
  deliver(userId: string, signal: LinkSignal): Promise<void>;
  /** See `Relays.need`. */
  getRelays(unanswered: string | undefined): Promise<unknown>;
  /** Connection, path, media or `failing` changed. */
  changed(link: Link): void;
  message(link: Link, message: DirectMessage): void;
}

/**
 * The connection to one peer: one data channel, and whatever media both send. It outlives the user ids of both ends, which change
 * when they move to another endpoint.
 */
export class Link {
  readonly stream = new MediaStream();
  path: SelectedPath | undefined;
  /** What the peer says that it sends. */
  media = { camera: false, microphone: false };
  private readonly connection: RTCPeerConnection;
  private readonly outbox: Outbox;
  private readonly negotiation: Negotiation;
  private readonly recovery: Recovery;
  private channel: RTCDataChannel | undefined;
  private undelivered = false;

  constructor(
    public userId: string,
    readonly name: string,
    /** Gives way when both offer at once; the other end does not. */
    polite: boolean,
    private readonly local: LocalMedia,
    private readonly ports: LinkPorts,
  ) {
    const configuration = ports.configuration();
    const connection = new RTCPeerConnection(configuration);
    this.connection = connection;
    this.outbox = new Outbox(
      (signal) => ports.deliver(this.userId, signal),
      () => {
        this.undelivered = true;
      },
    );
    this.negotiation = new Negotiation(connection, polite, {
      send: (type, sdp) => this.outbox.description(type, sdp),
      accept: () => this.accept(),
    });
    const gathering = new Gathering(connection);
    const actions = {
      getRelays: () => ports.getRelays(gathering.unanswered),
      restart: () => this.restart(),
      changed: () => ports.changed(this),
    };
    this.recovery = new Recovery(actions, hasRelays(configuration));
    connection.onnegotiationneeded = () => void this.negotiation.offer().catch(warn);
    connection.onicecandidate = ({ candidate }) => this.sendCandidate(candidate);
    connection.ontrack = ({ track }) => this.receive(track);
    connection.onconnectionstatechange = () => {
      this.recovery.state(connection.connectionState);
      void this.look();
    };
  }

  get state(): RTCPeerConnectionState {
    return this.connection.connectionState;
  }

  /** No way was found for long. */
  get failing(): boolean {
    return this.recovery.failing;
  }

  /** Whether messages reach the peer without any server. */
  get open(): boolean {
    return this.channel?.readyState === "open";
  }

  /** Offers a connection to the peer. Without it the link waits for an offer. */
  start(): void {
    this.openChannel();
    if (this.connection.getTransceivers().length === 0) {
      this.connection.addTransceiver("audio");
      this.connection.addTransceiver("video");
    }
    this.local.attach(this.connection);
  }

  /** Sends to the peer over the data channel. */
  send(message: DirectMessage): void {
    if (this.open) {
      this.channel?.send(JSON.stringify(message));
    }
  }

  /** The peer goes on under another user id; what did not reach the old one is sent again. */
  rename(userId: string): void {
    this.userId = userId;
    if (this.undelivered) {
      this.restart();
    }
  }

  /** A signal of the peer. */
  async signal(type: Signal["type"], payload: unknown): Promise<void> {
    if ((type === "offer" || type === "answer") && isDescription(payload)) {
      await this.negotiation.describe(type, payload.sdp);
    } else if (type === "candidates" && Array.isArray(payload)) {
      for (const candidate of payload) {
        await this.negotiation.candidate(candidate).catch(warn);
      }
    }
  }

  /** New servers: used from the next gathering on. */
  reconfigure(): void {
    this.connection.setConfiguration(this.ports.configuration());
  }

  /** Local media changed. */
  attach(): void {
    this.local.attach(this.connection);
    this.send({ kind: "media", ...this.local.state });
  }

  /** Looks again at the path. */
  async look(): Promise<void> {
    this.path = this.state === "connected" ? selectedPath(await this.connection.getStats()) : undefined;
    this.ports.changed(this);
  }

  close(): void {
    this.recovery.stop();
    this.connection.close();
  }

  private restart(): void {
    this.undelivered = false;
    this.reconfigure();
    void this.negotiation.restart().catch(warn);
  }

  /** Takes the lines of the peer's offer for both directions, in place of those of an offer of ours that gave way. */
  private accept(): void {
    for (const line of this.connection.getTransceivers()) {
      if (line.mid === null) {
        line.stop();
      } else {
        line.direction = "sendrecv";
      }
    }
    this.openChannel();
    this.local.attach(this.connection);
  }

  private sendCandidate(candidate: RTCIceCandidate | null): void {
    if (candidate !== null && candidate.candidate !== "") {
      const { candidate: text, sdpMid, sdpMLineIndex, usernameFragment } = candidate;
      const init: Candidate = { candidate: text, sdpMid, sdpMLineIndex, usernameFragment };
      this.outbox.candidate(init);
    }
  }

  /** Both ends open channel 0 on their own: nobody waits for the other. */
  private openChannel(): void {
    if (this.channel !== undefined) {
      return;
    }
    this.channel = this.connection.createDataChannel("room", { negotiated: true, id: 0 });
    this.channel.onopen = () => {
      this.send({ kind: "media", ...this.local.state });
      this.ports.changed(this);
    };
    this.channel.onclose = () => this.ports.changed(this);
    this.channel.onmessage = ({ data }) => {
      const message = readDirectMessage(data);
      if (message?.kind === "media") {
        this.media = { camera: message.camera, microphone: message.microphone };
        this.ports.changed(this);
      } else if (message !== undefined) {
        this.ports.message(this, message);
      }
    };
  }

  private receive(track: MediaStreamTrack): void {
    for (const before of this.stream.getTracks().filter(({ kind }) => kind === track.kind)) {
      this.stream.removeTrack(before);
    }
    this.stream.addTrack(track);
    this.ports.changed(this);
  }
}

function hasRelays({ iceServers = [] }: RTCConfiguration): boolean {
  return iceServers.some(({ username }) => username !== undefined);
}

function warn(error: unknown): void {
  console.warn("A step of the negotiation failed", error);
}

function isDescription(payload: unknown): payload is { readonly sdp: string } {
  return typeof payload === "object" && payload !== null && "sdp" in payload && typeof payload.sdp === "string";
}
