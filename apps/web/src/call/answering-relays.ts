import type { IceServer } from "@webrtc-stacks/signaling/wire";

/** What the trial of a relay uses of a connection. */
export type TrialConnection = Pick<
  RTCPeerConnection,
  "addEventListener" | "close" | "createDataChannel" | "iceGatheringState" | "setLocalDescription"
>;

/** Milliseconds that an answer over TCP or TLS waits for one over UDP, which suits calls better. */
const preferUdpFor = 500;
/** Milliseconds that relays get to answer. */
const patience = 3000;

/**
 * The one way to a relay that answers from here, or all of them where none does. A browser takes an allocation at every URL for every
 * connection, and relays bound the allocations of a user: in a room of eight, three URLs each would be 21.
 */
export async function answeringRelays(
  servers: readonly IceServer[],
  connect: (configuration: RTCConfiguration) => TrialConnection = (configuration) =>
    new RTCPeerConnection(configuration),
): Promise<readonly IceServer[]> {
  const ways = servers.flatMap(({ urls, ...account }) => urls.map((url) => ({ ...account, urls: [url] })));
  if (ways.length < 2) {
    return servers;
  }
  const trials = ways.map((way) => new Trial(way, connect));
  try {
    const overUdp = firstOf(trials.filter(({ way }) => isUdp(way)));
    const overAny = firstOf(trials).then((way) =>
      way === undefined || isUdp(way)
        ? way
        : Promise.race([overUdp.then((udp) => udp ?? way), later(preferUdpFor, way)]),
    );
    const way = await Promise.race([overAny, later(patience, undefined)]);
    return way === undefined ? servers : [way];
  } finally {
    for (const trial of trials) {
      trial.end();
    }
  }
}

/** A connection that gathers candidates of one relay and goes nowhere. */
class Trial {
  /** Resolves with the way once its relay gave an address, rejects when it will not. */
  readonly answer: Promise<IceServer>;
  private readonly connection: TrialConnection;

  constructor(
    readonly way: IceServer,
    connect: (configuration: RTCConfiguration) => TrialConnection,
  ) {
    const { urls, username, credential } = way;
    const connection = connect({
      iceServers: [{ urls: [...urls], username, credential }],
      iceTransportPolicy: "relay",
    });
    this.connection = connection;
    this.answer = new Promise((resolve, reject) => {
      connection.addEventListener("icecandidate", ({ candidate }) => {
        if (candidate?.type === "relay") {
          resolve(way);
        }
      });
      connection.addEventListener("icegatheringstatechange", () => {
        if (connection.iceGatheringState === "complete") {
          reject(new Error("no answer"));
        }
      });
      connection.createDataChannel("trial");
      connection.setLocalDescription().catch(reject);
    });
  }

  /** Gives the allocation back. */
  end(): void {
    this.connection.close();
  }
}

/** The way that answers first; undefined: none does. */
function firstOf(trials: readonly Trial[]): Promise<IceServer | undefined> {
  return Promise.any(trials.map(({ answer }) => answer)).catch(() => undefined);
}

function isUdp({ urls }: IceServer): boolean {
  return urls.every((url) => url.startsWith("turn:") && !url.endsWith("transport=tcp"));
}

function later<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, value));
}
