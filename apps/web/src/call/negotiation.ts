/** What negotiation uses of a connection. */
export type NegotiableConnection = Pick<
  RTCPeerConnection,
  | "signalingState"
  | "localDescription"
  | "currentLocalDescription"
  | "remoteDescription"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "addIceCandidate"
  | "restartIce"
>;

/** What negotiation does beside its connection. */
export interface NegotiationPorts {
  /** Sends a description to the peer. */
  send(type: "offer" | "answer", sdp: string): void;
  /** Prepares the connection for the answer to the offer that it was just given. */
  accept(): void;
}

/**
 * Perfect negotiation (W3C WebRTC, §10.7), one step after another: no step sees a signaling state that another one is about to
 * leave. An offer is never taken back by its own side, since its answer could then be taken for that of the next one; an offer
 * that may be lost is sent again as it is.
 */
export class Negotiation {
  private steps: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: NegotiableConnection,
    /** Gives way when both offer at once; the other end does not. */
    private readonly polite: boolean,
    private readonly ports: NegotiationPorts,
  ) {}

  /** The browser wants to negotiate. */
  offer(): Promise<void> {
    return this.next(async () => {
      if (this.connection.signalingState === "stable") {
        await this.connection.setLocalDescription();
        this.send(this.connection.localDescription);
      }
    });
  }

  /** Starts ICE again: at once, or after the answer to an offer that is on its way. */
  restart(): Promise<void> {
    return this.next(async () => {
      this.connection.restartIce();
      if (this.connection.signalingState === "have-local-offer") {
        this.send(this.connection.localDescription);
      }
    });
  }

  /** The peer's description. */
  describe(type: "offer" | "answer", sdp: string): Promise<void> {
    return this.next(() => (type === "offer" ? this.takeOffer(sdp) : this.takeAnswer(sdp)));
  }

  /** A candidate of the peer. Those of descriptions that were not taken, or are not in effect any more, are passed over. */
  candidate(candidate: RTCIceCandidateInit): Promise<void> {
    return this.next(async () => {
      const sdp = this.connection.remoteDescription?.sdp;
      const user = candidate.usernameFragment ?? /\bufrag (\S+)/.exec(candidate.candidate ?? "")?.[1];
      if (sdp !== undefined && (user === undefined || sdp.includes(`a=ice-ufrag:${user}\r\n`))) {
        await this.connection.addIceCandidate(candidate);
      }
    });
  }

  private async takeOffer(sdp: string): Promise<void> {
    const { connection } = this;
    const repeated = originOf(sdp) === originOf(connection.remoteDescription?.sdp);
    if (repeated && connection.currentLocalDescription?.type === "answer") {
      // Its answer may be lost.
      this.send(connection.currentLocalDescription);
    } else if (connection.signalingState === "stable" || this.polite) {
      await connection.setRemoteDescription({ type: "offer", sdp });
      this.ports.accept();
      await connection.setLocalDescription();
      this.send(connection.localDescription);
    }
  }

  private async takeAnswer(sdp: string): Promise<void> {
    const repeated = originOf(sdp) === originOf(this.connection.remoteDescription?.sdp);
    if (this.connection.signalingState === "have-local-offer" && !repeated) {
      await this.connection.setRemoteDescription({ type: "answer", sdp });
    }
  }

  private send(description: RTCSessionDescription | null): void {
    if (description?.type === "offer" || description?.type === "answer") {
      this.ports.send(description.type, description.sdp);
    }
  }

  private next(step: () => Promise<void>): Promise<void> {
    const result = this.steps.then(() => (this.connection.signalingState === "closed" ? undefined : step()));
    this.steps = result.catch(() => undefined);
    return result;
  }
}

/** The line that tells one description of a session from all others (RFC 8866, §5.2). */
function originOf(sdp: string | undefined): string | undefined {
  return sdp === undefined ? undefined : /^o=.*$/m.exec(sdp)?.[0];
}
