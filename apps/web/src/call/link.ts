import type { Candidate, Signal } from "@webrtc-stacks/signaling/wire";
import { type DirectMessage, readDirectMessage } from "./direct-message";
import type { LocalMedia } from "./local-media";
import { type LinkSignal, Outbox } from "./outbox";
import { Recovery } from "./recovery";
import { type SelectedPath, selectedPath } from "./selected-path";

/** What a link needs of the room, and tells it. */
export interface LinkPorts {
  configuration(): RTCConfiguration;
  deliver(userId: string, signal: LinkSignal): Promise<void>;
  getRelays(unreachable: boolean): Promise<unknown>;
  /** Connection, path or media changed. */
  changed(link: Link): void;
  message(link: Link, message: DirectMessage): void;
  failing(link: Link): void;
}

/**
 * The connection to one peer: perfect negotiation (W3C WebRTC, §10.7), one data channel, and whatever media both send. It outlives
 * the user ids of both ends, which change when they move to another endpoint.
 */
export class Link {
  readonly stream = new MediaStream();
  path: SelectedPath | undefined;
  /** What the peer says that it sends. */
  media = { camera: false, microphone: false };
  private readonly connection: RTCPeerConnection;
  private readonly outbox: Outbox;
  private readonly recovery: Recovery;
  private channel: RTCDataChannel | undefined;
  private makingOffer = false;
  private ignoringOffer = false;
  private settingAnswer = false;
  private undelivered = false;

  constructor(
    public userId: string,
    readonly name: string,
    /** Gives way when both offer at once; the other end does not. */
    private readonly polite: boolean,
    private readonly local: LocalMedia,
    private readonly ports: LinkPorts,
  ) {
    const connection = new RTCPeerConnection(ports.configuration());
    this.connection = connection;
    this.outbox = new Outbox(
      (signal) => ports.deliver(this.userId, signal),
      () => {
        this.undelivered = true;
      },
    );
    this.recovery = new Recovery({
      getRelays: (unreachable) => ports.getRelays(unreachable),
      restart: () => void this.restart(),
      failing: () => ports.failing(this),
    });
    connection.onnegotiationneeded = () => void this.offer();
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
  async rename(userId: string): Promise<void> {
    this.userId = userId;
    if (this.undelivered) {
      await this.restart();
    }
  }

  /** A signal of the peer. */
  async signal(type: Signal["type"], payload: unknown): Promise<void> {
    if ((type === "offer" || type === "answer") && isDescription(payload)) {
      await this.describe(type, payload.sdp);
    } else if (type === "candidates" && Array.isArray(payload)) {
      for (const candidate of payload) {
        await this.connection.addIceCandidate(candidate).catch((error: unknown) => {
          if (!this.ignoringOffer) {
            console.warn("A candidate was refused", error);
          }
        });
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

  private async restart(): Promise<void> {
    this.undelivered = false;
    this.reconfigure();
    // An offer without an answer has been lost or cannot be answered: a new one takes its place.
    if (this.connection.signalingState === "have-local-offer") {
      await this.connection.setLocalDescription({ type: "rollback" });
    }
    this.connection.restartIce();
  }

  private async offer(): Promise<void> {
    try {
      this.makingOffer = true;
      await this.connection.setLocalDescription();
      this.sendDescription();
    } finally {
      this.makingOffer = false;
    }
  }

  private async describe(type: "offer" | "answer", sdp: string): Promise<void> {
    const ready = !this.makingOffer && (this.connection.signalingState === "stable" || this.settingAnswer);
    const collision = type === "offer" && !ready;
    this.ignoringOffer = !this.polite && collision;
    if (this.ignoringOffer) {
      return;
    }
    this.settingAnswer = type === "answer";
    await this.connection.setRemoteDescription({ type, sdp }).finally(() => {
      this.settingAnswer = false;
    });
    if (type === "offer") {
      this.accept();
      await this.connection.setLocalDescription();
      this.sendDescription();
    }
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

  private sendDescription(): void {
    const description = this.connection.localDescription;
    if (description?.type === "offer" || description?.type === "answer") {
      this.outbox.description(description.type, description.sdp);
    }
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

function isDescription(payload: unknown): payload is { readonly sdp: string } {
  return typeof payload === "object" && payload !== null && "sdp" in payload && typeof payload.sdp === "string";
}
