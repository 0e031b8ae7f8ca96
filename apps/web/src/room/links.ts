import type { ClientMethods, Peer, Signal } from "@webrtc-stacks/signaling/wire";
import type { DirectMessage } from "../call/direct-message";
import { Link, type LinkPorts } from "../call/link";
import type { LocalMedia } from "../call/local-media";

/** What the links need of the room. */
export interface LinksPorts extends Pick<LinkPorts, "configuration" | "deliver" | "getRelays"> {
  /** Resolves when connections may be made. `relayOnly`: somebody in the room can be connected by relays alone. */
  ready(relayOnly: boolean): Promise<unknown>;
  changed(): void;
  /** It is known how a call went: it has a way, or none was found for long. */
  settled(link: Link): void;
  text(link: Link, text: string): void;
  /** A peer went to another endpoint. */
  moved(endpoint: string): void;
}

/** Milliseconds that peers of existing calls get to say under which user id they go on, before they are taken for strangers. */
const introductionsFor = 1500;

/** Connections to everybody in the room. They live longer than a stay at an endpoint. */
export class Links {
  private readonly links = new Map<string, Link>();
  private roster = new Map<string, Peer>();
  /** Who came since the latest list of members, which may have been written before they came. */
  private arrived = new Map<string, Peer>();
  private readonly inboxes = new Map<string, Promise<void>>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly local: LocalMedia,
    private readonly ownId: () => string,
    private readonly ports: LinksPorts,
  ) {}

  get all(): readonly Link[] {
    return [...this.links.values()];
  }

  /** Members to whom there is no connection yet. */
  get waiting(): readonly Peer[] {
    return [...this.roster.values()].filter(({ userId }) => !this.links.has(userId));
  }

  /** About to enter at this endpoint: whoever came before did so elsewhere. */
  entering(userId: string, endpoint: string): void {
    this.arrived = new Map();
    this.send({ kind: "moved", userId, endpoint });
  }

  /** Who is in the room. Whoever comes calls those who are there, and is called by the next list of members at the latest. */
  meet(peers: readonly Peer[]): void {
    const { arrived } = this;
    this.arrived = new Map();
    this.roster = new Map([...arrived, ...peers.map((peer) => [peer.userId, peer] as const)]);
    const absent = this.all.filter(({ userId }) => !this.roster.has(userId));
    for (const link of absent.filter(({ open }) => !open)) {
      this.close(link);
    }
    clearTimeout(this.timer);
    if (absent.some(({ open }) => open)) {
      this.timer = setTimeout(() => this.callAll(arrived), introductionsFor);
    } else {
      this.callAll(arrived);
    }
    this.ports.changed();
  }

  /** Somebody came: they call us. */
  joined(peer: Peer): void {
    this.roster.set(peer.userId, peer);
    this.arrived.set(peer.userId, peer);
    void this.ready();
    this.ports.changed();
  }

  left(userId: string, reason: ClientMethods["peerLeft"]["reason"]): void {
    this.roster.delete(userId);
    this.arrived.delete(userId);
    const link = this.links.get(userId);
    // Who vanished from an endpoint may only have lost that: the call may live on.
    if (link !== undefined && (reason === "left" || !link.open)) {
      this.close(link);
    }
    this.ports.changed();
  }

  /** A signal of a peer: one after another for each. */
  signal(from: string, type: Signal["type"], payload: unknown): void {
    const before = this.inboxes.get(from) ?? Promise.resolve();
    const next = before
      .then(() => this.ready())
      .then(() => (this.links.get(from) ?? this.make(from)).signal(type, payload))
      .catch((error: unknown) => console.warn("A signal was refused", error));
    this.inboxes.set(from, next);
  }

  /** To everybody, without a server. */
  send(message: DirectMessage): void {
    for (const link of this.links.values()) {
      link.send(message);
    }
  }

  reconfigure(): void {
    for (const link of this.links.values()) {
      link.reconfigure();
    }
  }

  attach(): void {
    for (const link of this.links.values()) {
      link.attach();
    }
  }

  look(): void {
    for (const link of this.links.values()) {
      void link.look();
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const link of this.links.values()) {
      link.close();
    }
    this.links.clear();
    this.roster.clear();
  }

  private ready(): Promise<unknown> {
    return this.ports.ready([...this.roster.values()].some(({ relayOnly }) => relayOnly === true));
  }

  private callAll(arrived: ReadonlyMap<string, Peer>): void {
    for (const peer of this.waiting.filter(({ userId }) => !arrived.has(userId))) {
      void this.call(peer);
    }
  }

  private async call(peer: Peer): Promise<void> {
    await this.ready();
    // Left, or called us, meanwhile.
    if (this.roster.has(peer.userId) && !this.links.has(peer.userId)) {
      this.make(peer.userId).start();
      this.ports.changed();
    }
  }

  private make(userId: string): Link {
    const { ports } = this;
    const name = this.roster.get(userId)?.name ?? "Guest";
    const link = new Link(userId, name, this.ownId() > userId, this.local, {
      configuration: () => ports.configuration(),
      deliver: (to, signal) => ports.deliver(to, signal),
      getRelays: (unanswered) => ports.getRelays(unanswered),
      changed: (changed) => this.changed(changed),
      message: (sender, message) => this.message(sender, message),
    });
    this.links.set(userId, link);
    return link;
  }

  private changed(link: Link): void {
    if (link.state === "failed" && !this.roster.has(link.userId)) {
      this.close(link);
    } else if (link.path !== undefined || link.failing) {
      this.ports.settled(link);
    }
    this.ports.changed();
  }

  private message(link: Link, message: DirectMessage): void {
    if (message.kind === "text") {
      this.ports.text(link, message.text);
    } else if (message.kind === "moved") {
      this.rename(link, message.userId);
      this.ports.moved(message.endpoint);
    }
  }

  /** An id that is in use by a connection that works stays with it: nobody can take the place of another. */
  private rename(link: Link, userId: string): void {
    const other = this.links.get(userId);
    if (other === link || other?.open === true) {
      return;
    }
    if (other !== undefined) {
      this.close(other);
    }
    this.links.delete(link.userId);
    this.roster.delete(link.userId);
    this.arrived.delete(link.userId);
    this.links.set(userId, link);
    link.rename(userId);
    this.ports.changed();
  }

  private close(link: Link): void {
    link.close();
    if (this.links.get(link.userId) === link) {
      this.links.delete(link.userId);
    }
    this.inboxes.delete(link.userId);
  }
}
