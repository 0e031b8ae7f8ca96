import { endpointOrder } from "@webrtc-stacks/signaling/endpoint-order";
import type { Signal } from "@webrtc-stacks/signaling/wire";
import { answeringRelays } from "../call/answering-relays";
import type { Link } from "../call/link";
import { type Device, LocalMedia } from "../call/local-media";
import { Relays } from "../call/relays";
import type { PageConfig } from "../page-config";
import { isHealthy, type SignalingApi } from "../signaling/api";
import { ApiError } from "../signaling/api-error";
import { type Entry, hubConnections } from "../signaling/hub";
import { PlainError } from "../signaling/plain-words";
import { Roaming, type RoamingState } from "../signaling/roaming";
import { Links } from "./links";
import { patiently } from "./patiently";
import { type Person, personOf, waitingPerson } from "./person";
import { describeTroubles } from "./troubles";

/** A line of the chat. */
export interface ChatLine {
  readonly from: string;
  readonly text: string;
  /** Went from browser to browser. */
  readonly direct: boolean;
  readonly own: boolean;
}

/** What the room tells the page. */
export interface RoomEvents {
  signaling(state: RoamingState): void;
  people(people: readonly Person[]): void;
  chat(line: ChatLine): void;
  /** What goes wrong now, in sentences; empty: nothing. */
  troubles(sentences: readonly string[]): void;
  media(local: LocalMedia): void;
}

/** Milliseconds between looks at the paths. */
const lookEvery = 2000;

/** A room as one member sees it: brings together the endpoint, the connections and the relays. */
export class Room {
  private readonly roaming: Roaming;
  private readonly links: Links;
  private readonly relays: Relays;
  private readonly local: LocalMedia;
  private readonly reported = new WeakSet<Link>();
  private relayProblem: unknown;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    config: PageConfig,
    private readonly options: Entry,
    private readonly events: RoomEvents,
  ) {
    const { roomId, relayOnly } = options;
    this.local = new LocalMedia(() => {
      this.links.attach();
      events.media(this.local);
    });
    this.relays = new Relays(config.stun, {
      ask: (avoid) => this.api().turnCredentials(roomId, { avoid }),
      choose: (servers) => answeringRelays(servers),
      wanted: () => this.links.all.length > 0 || this.links.waiting.length > 0,
      changed: () => this.links.reconfigure(),
      told: (problem) => {
        this.relayProblem = problem;
        this.tell();
      },
    });
    this.links = new Links(this.local, () => this.roaming.current?.api.userId ?? "", {
      configuration: () => ({
        iceServers: this.relays.servers(),
        iceTransportPolicy: relayOnly ? "relay" : "all",
        // One way for everything: each way takes allocations of its own at the relay.
        bundlePolicy: "max-bundle",
      }),
      // A relay reaches no private address: where one side has relays alone, the other one needs a relay, too.
      ready: (peers) => (relayOnly || peers ? this.relays.need() : Promise.resolve()),
      deliver: (to, signal) => patiently(() => this.api().signal(roomId, { to, ...signal })),
      getRelays: (unanswered) => this.relays.need(unanswered),
      settled: (link) => this.report(link),
      changed: () => this.tell(),
      text: (link, text) => events.chat({ from: link.name, text, direct: true, own: false }),
      moved: (endpoint) => void this.roaming.follow(endpoint),
    });
    this.roaming = new Roaming(endpointOrder(roomId, config.endpoints), hubConnections(options), isHealthy, {
      state: (state) => events.signaling(state),
      entering: (userId, endpoint) => this.links.entering(userId, endpoint),
      roster: (peers) => this.links.meet(peers),
      peerJoined: (peer) => this.links.joined(peer),
      peerLeft: (userId, reason) => this.links.left(userId, reason),
      signal: (from, type, payload) => this.signal(from, type, payload),
    });
    this.timer = setInterval(() => this.links.look(), lookEvery);
  }

  enter(): Promise<void> {
    return this.roaming.settle();
  }

  leave(): void {
    clearInterval(this.timer);
    this.roaming.stop();
    this.relays.stop();
    this.links.stop();
    this.local.stop();
  }

  /** Sends a chat line to all, by the server or straight to the browsers that are connected. */
  async say(text: string, direct: boolean): Promise<void> {
    if (direct && this.links.all.every(({ open }) => !open)) {
      throw new PlainError("Nobody is connected yet.");
    }
    if (direct) {
      this.links.send({ kind: "text", text });
    } else {
      await patiently(() => this.api().signal(this.options.roomId, { type: "chat", payload: { text } }));
    }
    this.events.chat({ from: this.options.name, text, direct, own: true });
  }

  switch(device: Device, on: boolean): Promise<void> {
    return this.local.switch(device, on);
  }

  private signal(from: string, type: Signal["type"], payload: unknown): void {
    if (type === "chat") {
      const text = typeof payload === "object" && payload !== null && "text" in payload ? String(payload.text) : "";
      this.events.chat({ from: this.nameOf(from), text, direct: false, own: false });
    } else if (type === "bye") {
      this.links.left(from, "left");
    } else {
      this.links.signal(from, type, payload);
    }
  }

  private nameOf(userId: string): string {
    const known = [...this.links.all, ...this.links.waiting].find((peer) => peer.userId === userId);
    return known?.name ?? "Guest";
  }

  private api(): SignalingApi {
    const api = this.roaming.current?.api;
    if (api === undefined) {
      throw new ApiError("unreachable", "Not connected at the moment.", 1);
    }
    return api;
  }

  private tell(): void {
    const people = [...this.links.all.map(personOf), ...this.links.waiting.map(waitingPerson)];
    this.events.people(people);
    this.events.troubles(describeTroubles({ relays: this.relayProblem, people }));
  }

  /** One report per call: how it went, without saying whose it was. */
  private report(link: Link): void {
    if (!this.reported.has(link)) {
      this.reported.add(link);
      const path = link.path?.kind ?? "failed";
      this.roaming.current?.api.report({ roomId: this.options.roomId, path }).catch(() => undefined);
    }
  }
}
