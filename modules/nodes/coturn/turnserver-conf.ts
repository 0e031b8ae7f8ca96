import type { TurnFleetPlan } from "../../environment/topology";
import { type CoturnFamily, explainCoturn, judgeCoturn, usableCoturn } from "../../shared/coturn-versions";
import { portCount, type TurnTlsMode, wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { RenderError } from "../render-error";
import { addressRange, specialIpv4, specialIpv6 } from "../special-addresses";
import { certificateDirectory } from "./certificate";
import { knowsOption } from "./options";

const file = "turnserver.conf";

/** A group of options under a comment. */
interface Section {
  readonly about: string;
  readonly options: readonly CoturnOption[];
}

type CoturnOption = readonly [name: string, value?: string | number];

/** What `turnserver.conf` is made of. */
export interface TurnserverInput extends Pick<TurnFleetPlan, "realm" | "coturnVersion" | "relay" | "limits"> {
  readonly tls: { readonly mode: TurnTlsMode };
  /**
   * Port of UDP and plain TCP.
   * @default 3478
   */
  readonly port?: number;
  /**
   * Port of coturn's own metrics, on loopback, from 4.17 on and where it is built with Prometheus: the official image is, Debian's
   * packages are not and would start without these options.
   * @default no metrics of its own
   */
  readonly metricsPort?: number;
}

/**
 * coturn's configuration with the boot-time names `@@private_ip@@` and `@@public_ip@@` left in. The shared secrets are not in it:
 * coturn reads them from the table `turn_secret` of its database at each request, so that a rotation needs no restart.
 *
 * @param path where the file lies in its tree
 * @throws RenderError for a version that is refused, for an option that the version does not know, and for a limit that guards nothing
 */
export function turnserverConf(path: string, input: TurnserverInput): RenderedFile {
  const judgement = judgeCoturn(input.coturnVersion);
  const { family } = judgement;
  if (family === undefined) {
    throw new RenderError(file, "coturnVersion", input.coturnVersion, explainCoturn(judgement), usableCoturn);
  }
  checkLimits(input);
  const text = sections(input, family)
    .map(({ about, options }) => [`# ${about}`, ...options.map((option) => line(option, input.coturnVersion))])
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
  return { path, mode: 0o644, content: `# coturn ${input.coturnVersion}. Rendered; a change here is lost.\n\n${text}` };
}

function sections(input: TurnserverInput, family: CoturnFamily): readonly Section[] {
  return [
    {
      about: "Addresses: bind the private one, tell clients the public one",
      options: [
        ["realm", input.realm],
        ["server-name", input.realm],
        ["listening-ip", "@@private_ip@@"],
        ["relay-ip", "@@private_ip@@"],
        ["external-ip", "@@public_ip@@/@@private_ip@@"],
        ["listening-port", input.port ?? wellKnownPorts.turn],
        ["min-port", input.relay.from],
        ["max-port", input.relay.to],
      ],
    },
    { about: "TURN over TLS", options: tlsOptions(input, family) },
    {
      about: "Time-limited credentials only (TURN REST scheme); the secrets are in the table turn_secret",
      options: [["use-auth-secret"], ["stale-nonce", 600], ["fingerprint"], ["userdb", "/run/webrtc/turndb/turndb"]],
    },
    {
      about: "Limits; max-bps and bps-capacity are bytes per second, the latter admits capacity / max-bps allocations",
      options: [
        ["user-quota", input.limits.allocationsPerUser],
        ["total-quota", input.limits.allocationsPerNode],
        ["max-bps", input.limits.bytesPerSecondPerAllocation],
        ["bps-capacity", input.limits.bytesPerSecondPerNode],
        ["max-allocate-lifetime", 3600],
        ["max-allocate-timeout", 20],
      ],
    },
    {
      about: "No more surface than TURN needs. TCP relaying (RFC 6062) reaches HTTP services, metadata among them",
      options: [
        ["no-multicast-peers"],
        ["no-tcp-relay"],
        ["no-rfc5780"],
        ["response-origin-only-with-rfc5780"],
        ["no-software-attribute"],
        ["no-dynamic-ip-list"],
        ["no-dynamic-realms"],
        // From 4.17 on these are off unless asked for, and their names are gone or deprecated.
        ...(family === "4.6" ? ([["no-cli"], ["no-stun-backward-compatibility"]] as const) : []),
      ],
    },
    {
      // No range may start at "::": coturn then denies every peer. The packet filter covers ::/96.
      about: "Peers that are never relayed to: every block that is not public unicast",
      options: [...specialIpv4, ...specialIpv6].map((block) => ["denied-peer-ip", addressRange(block)] as const),
    },
    {
      // Without verbose 4.6 logs neither refusals for a quota nor the bytes of a session that ended.
      about: "Logs go to the journal",
      options: [["log-file", "stdout"], ["simple-log"], ["new-log-timestamp"], ["verbose"]],
    },
    ...(family === "4.17"
      ? [{ about: "SIGUSR1 drains down to the last allocation", options: [["drain-min-allocations", 0]] as const }]
      : []),
    ...(input.metricsPort === undefined
      ? []
      : [
          {
            about: "Metrics for the node itself",
            options: [
              ["prometheus"],
              ["prometheus-address", "127.0.0.1"],
              ["prometheus-port", input.metricsPort],
            ] as const,
          },
        ]),
  ];
}

function tlsOptions(input: TurnserverInput, family: CoturnFamily): readonly CoturnOption[] {
  switch (input.tls.mode) {
    case "nlb":
      // The balancer ends TLS. This port replaces coturn's own TCP and TLS listeners; UDP stays.
      return [["tcp-proxy-port", wellKnownPorts.turnProxyProtocol], ...withoutTls(input.coturnVersion)];
    case "off":
      return withoutTls(input.coturnVersion);
    case "node":
      return [
        ["tls-listening-port", wellKnownPorts.turnTls],
        // coturn tells TLS from plain TCP on any port, so that 443 serves what only lets HTTPS out.
        ["aux-server", `@@private_ip@@:${wellKnownPorts.turnTlsPublic}`],
        ["cert", `${certificateDirectory}/fullchain.pem`],
        ["pkey", `${certificateDirectory}/privkey.pem`],
        ["cipher-list", "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!eNULL:!MD5:!DSS"],
        ...(family === "4.6" ? ([["no-tlsv1"], ["no-tlsv1_1"]] as const) : []),
        // Where there is no such option DTLS is on already.
        ...(knowsOption(input.coturnVersion, "dtls") ? ([["dtls"]] as const) : []),
      ];
  }
}

/** Where DTLS has to be asked for, there is no name to refuse it. */
function withoutTls(version: string): readonly CoturnOption[] {
  return [["no-tls"], ...(knowsOption(version, "no-dtls") ? ([["no-dtls"]] as const) : [])];
}

function line([name, value]: CoturnOption, version: string): string {
  if (!knowsOption(version, name)) {
    throw new RenderError(
      file,
      name,
      value,
      `coturn ${version} does not know this option, and would start without it.`,
      "Leave it out for this version.",
    );
  }
  return value === undefined ? name : `${name}=${value}`;
}

function checkLimits(input: TurnserverInput): void {
  for (const [name, value] of Object.entries(input.limits)) {
    if (!Number.isInteger(value) || value <= 0) {
      throw new RenderError(
        file,
        `limits.${name}`,
        value,
        "To coturn 0 means no limit, and it takes anything else for 0.",
        "Give a whole number above 0.",
      );
    }
  }
  if (input.relay.from > input.relay.to || input.relay.from < 1024 || input.relay.to > 65535) {
    throw new RenderError(
      file,
      "relay",
      input.relay,
      "A relay range runs upwards between 1024 and 65535.",
      "Use 49152–65535.",
    );
  }
  if (input.limits.allocationsPerNode > portCount(input.relay)) {
    throw new RenderError(
      file,
      "limits.allocationsPerNode",
      input.limits.allocationsPerNode,
      `Each allocation takes a relay port, and there are ${portCount(input.relay)}.`,
      "Widen the relay range or lower the limit.",
    );
  }
}
