import { type CoturnFamily, coturnFamily } from "../../shared/coturn-versions";

/**
 * Every option that coturn's configuration file takes, by version, from `long_options` in `src/apps/relay/mainrelay.c`.
 * coturn starts on any nonsense, so what it does not know has to be refused here.
 */

/** What an option's value looks like. */
export type CoturnValue = "flag" | "integer" | "port" | "peer-range" | "address" | "file" | "ciphers" | "text";

interface Option {
  readonly value: CoturnValue;
  /** Families that know it. */
  readonly families: readonly CoturnFamily[];
  /** Last minor version of 4 that has it, where later ones do not. */
  readonly lastMinor?: number;
}

const both = (value: CoturnValue, names: string): readonly (readonly [string, Option])[] =>
  names.split(" ").map((name) => [name, { value, families: ["4.6", "4.17"] }] as const);
const only = (family: CoturnFamily, value: CoturnValue, names: string): readonly (readonly [string, Option])[] =>
  names.split(" ").map((name) => [name, { value, families: [family] }] as const);

/** Options by name. The builds that we target have no Prometheus in 4.6 (Debian and Ubuntu leave it out). */
export const coturnOptions: ReadonlyMap<string, Option> = new Map<string, Option>([
  ...both(
    "flag",
    "lt-cred-mech no-auth use-auth-secret no-auth-pings no-dynamic-ip-list no-dynamic-realms oauth verbose Verbose daemon no-software-attribute fingerprint check-origin-consistency no-udp no-tcp no-tls no-udp-relay no-tcp-relay stun-only no-stun no-stdout-log syslog simple-log new-log-timestamp udp-self-balance no-multicast-peers allow-loopback-peers secure-stun mobility no-cli web-admin web-admin-listen-on-workers server-relay dh566 dh1066 no-tlsv1_2 keep-address-family log-binding no-rfc5780 response-origin-only-with-rfc5780",
  ),
  ...both(
    "integer",
    "relay-threads user-quota total-quota max-bps bps-capacity stale-nonce max-allocate-lifetime channel-lifetime permission-lifetime max-allocate-timeout cli-max-output-sessions",
  ),
  ...both(
    "port",
    "listening-port tls-listening-port alt-listening-port alt-tls-listening-port tcp-proxy-port min-port max-port cli-port web-admin-port",
  ),
  ...both("peer-range", "denied-peer-ip allowed-peer-ip"),
  ...both("address", "listening-ip relay-ip external-ip aux-server cli-ip web-admin-ip"),
  ...both("file", "cert pkey CA-file dh-file secret-key-file"),
  ...both("ciphers", "cipher-list"),
  ...both(
    "text",
    "listening-device relay-device user userdb db psql-userdb sql-userdb mysql-userdb mongo-userdb redis-userdb redis-statsdb static-auth-secret realm server-name pkey-pwd log-file new-log-timestamp-format alternate-server tls-alternate-server rest-api-separator pidfile proc-user proc-group cli-password ec-curve-name allocation-default-address-family acme-redirect syslog-facility",
  ),
  ...only("4.6", "flag", "no-tlsv1 no-tlsv1_1 no-sslv2 no-sslv3 no-stun-backward-compatibility"),
  ...only(
    "4.17",
    "flag",
    "prometheus prometheus-username-labels prometheus-tls cli drop-invalid-packets-log include-reason-string multiplex-peer raw-public-keys respond-http-unsupported rfc3489-compatibility rfc5766-channel-numbers rfc5780 software-attribute stateless-nonce stun-backward-compatibility tlsv1 tlsv1_1 udp-gso udp-recvmmsg udp-recvmmsg-log udp-sendmmsg-log unauthorized-ratelimit",
  ),
  ...only(
    "4.17",
    "integer",
    "drain-min-allocations sock-buf-size cpus multiplex-peer-max-peers unauthorized-ratelimit-rps",
  ),
  // Before 4.17 DTLS is on unless no-dtls is given, a name that 4.17 deprecates and 4.18 does not know.
  ...only("4.6", "flag", "no-dtls"),
  ...only("4.17", "flag", "dtls"),
  ["drop-invalid-packets", { value: "flag", families: ["4.17"], lastMinor: 17 }] as const,
  ...only("4.17", "port", "prometheus-port multiplex-peer-port"),
  ...only("4.17", "address", "prometheus-address"),
  ...only("4.17", "file", "prometheus-cert prometheus-key"),
  ...only(
    "4.17",
    "text",
    "prometheus-path log-min-level stateless-nonce-secret tcp-alternate-server udp-alternate-server",
  ),
]);

/** Whether this version reads the option; any other it skips with a line in its log. */
export function knowsOption(version: string, name: string): boolean {
  const [family, option] = [coturnFamily(version), coturnOptions.get(name)];
  if (family === undefined || option?.families.includes(family) !== true) {
    return false;
  }
  const [major, minor = 0] = version.split(".").map(Number);
  return option.lastMinor === undefined || (major === 4 && minor <= option.lastMinor);
}
