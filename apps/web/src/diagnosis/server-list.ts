import type { IceServer } from "@webrtc-stacks/signaling/wire";

/** A server to try. */
export interface ServerToTry {
  readonly host: string;
  readonly transport: string;
  readonly server: RTCIceServer & { readonly urls: string };
}

const address = /^(stuns?|turns?):(.+?)(?:\?transport=(udp|tcp))?$/;

/** Every address of the servers on its own, in the words of the table. */
export function serversToTry(stun: readonly string[], relays: readonly IceServer[]): readonly ServerToTry[] {
  return [
    ...stun.map((urls) => entry({ urls })),
    ...relays.flatMap(({ urls, username, credential }) =>
      urls.map((url) => entry({ urls: url, username, credential })),
    ),
  ];
}

function entry(server: ServerToTry["server"]): ServerToTry {
  const [, scheme = "", host = server.urls, transport] = address.exec(server.urls) ?? [];
  return { host, transport: transportName(scheme, transport), server };
}

function transportName(scheme: string, transport: string | undefined): string {
  switch (scheme) {
    case "stun":
      return "STUN, UDP";
    case "stuns":
      return "STUN, TLS";
    case "turns":
      return transport === "udp" ? "TURN, DTLS" : "TURN, TLS";
    default:
      return transport === "tcp" ? "TURN, TCP" : "TURN, UDP";
  }
}
