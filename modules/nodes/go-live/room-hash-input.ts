/** Somewhere that requests are sent to. */
export interface Endpoint {
  /** Name or IPv4 address. The consistent hash is made of host and port, not of the place in the list. */
  readonly host: string;
  readonly port: number;
}

/** One instance of the program. */
export interface LiveInstance extends Endpoint {
  /**
   * `leaving`: gets no new room; viewers of its rooms still find it.
   * @default serving
   */
  readonly state?: "serving" | "leaving";
}

/** Where TLS ends on the proxy itself. */
export interface ProxyTls {
  /** Certificate chain in PEM; HAProxy reads the key from `<certificate>.key`. */
  readonly certificate: string;
  readonly key: string;
  /** Port that answers plain HTTP with a redirect; absent: none. */
  readonly redirectFrom?: number;
}

/** What answers `/api/bootstrap`: the program itself would hand its TURN password to anybody. */
export type BootstrapAnswer = { readonly kind: "closed" } | ({ readonly kind: "service" } & Endpoint);

/** What a proxy needs to send everybody of a room to one instance. */
export interface RoomHashInput {
  readonly instances: readonly LiveInstance[];
  /** Room directories that know where each room is; given, they take the place of the hash. */
  readonly routers?: readonly Endpoint[];
  /** Address and port that the proxy listens on. */
  readonly listen: Endpoint;
  readonly tls?: ProxyTls;
  readonly bootstrap: BootstrapAnswer;
  /** Networks of balancers whose `X-Forwarded-For` is believed, as CIDR. */
  readonly trustedProxies?: readonly string[];
  /** Requests of one client address. The program would count the proxy's address, so the limit stands here. */
  readonly rateLimit?: { readonly perSecond: number; readonly burst: number };
  /**
   * Resolver of names that come and go: a name or address for nginx (1.27.3 or later), address and port for HAProxy.
   * @default names are resolved once, at the start
   */
  readonly resolver?: string;
  /**
   * Port of an instance's health service that is red while it drains. HAProxy asks it before it sends a new room there.
   * @default the program's own health, which knows no drain
   */
  readonly drainHealthPort?: number;
  /** Port of the proxy's own health page, on every address; the instances' `/healthz` is not passed on. */
  readonly healthPort: number;
}
