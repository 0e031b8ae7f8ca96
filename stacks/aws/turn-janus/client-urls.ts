import type { TurnJanusAppPlan } from "../../../modules/environment/topology";
import { wellKnownPorts } from "../../../modules/shared/ports";

/** A URL that a client of the region uses. */
interface ClientUrl {
  /** Name of the output. */
  readonly name: string;
  readonly url: string;
  readonly description: string;
}

/** URLs of a region's services, for those who configure clients. TURN URLs are of RFC 7065. */
export function clientUrls(plan: TurnJanusAppPlan): readonly ClientUrl[] {
  const { names, turn, media } = plan;
  return [
    {
      name: "turn_url",
      url: `turn:${names.turn}:${wellKnownPorts.turn}?transport=udp`,
      description: "TURN over UDP, by one of the healthy nodes of the region.",
    },
    ...(turn.tls.mode === "off"
      ? []
      : [
          {
            name: "turns_url",
            url: `turns:${turn.tls.mode === "nlb" ? names.turnTls : names.turn}:${wellKnownPorts.turnTlsPublic}?transport=tcp`,
            description: "TURN over TLS, for networks that let only HTTPS out.",
          },
        ]),
    ...(media.engine.kind === "janus"
      ? [
          { name: "media_url", url: `https://${media.apiHostname}/janus`, description: "Janus API over HTTPS." },
          { name: "media_ws_url", url: `wss://${media.apiHostname}/ws`, description: "Janus API over WebSocket." },
        ]
      : [{ name: "media_url", url: `https://${media.apiHostname}/`, description: "API of the media application." }]),
  ];
}
