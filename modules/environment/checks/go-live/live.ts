import { overlaps, portCount } from "../../../shared/ports";
import type { Finding } from "../../problem";
import type { CompleteLive } from "../../settings/live-settings";
import { findingIf } from "../check";
import { isHost, isHostLabel, isHostWithPort } from "../host";
import { imageFindings } from "./image";

/** First port that a program may take, and the one at which the program itself listens. */
const lowest = 1024;
const own = [8001, 8010, 8070, 8080, 8089, 9102];

/** The program's settings, the same in every shape. */
export function liveFindings(path: string, live: CompleteLive): readonly Finding[] {
  return [
    ...imageFindings(`${path}.image`, live.image),
    ...(live.rooms.kind === "directory" ? imageFindings(`${path}.rooms.routerImage`, live.rooms.routerImage) : []),
    ...originFindings(path, live),
    ...portFindings(path, live),
    ...findingIf(live.requests.burst < live.requests.perSecond, () => ({
      path: `${path}.requests.burst`,
      value: live.requests.burst,
      rule: `Fewer requests at once (${live.requests.burst}) than in a second (${live.requests.perSecond}): the rate would never be reached.`,
      remedy: `set it to at least ${live.requests.perSecond}`,
    })),
    ...turnFindings(path, live),
    ...findingIf(live.tracing !== undefined && !isHostWithPort(live.tracing.endpoint), () => ({
      path: `${path}.tracing.endpoint`,
      value: live.tracing?.endpoint,
      rule: "The program takes a host and a port here, without a scheme: it would look for a host named http.",
      remedy: 'write for example "otel.example.com:4317"',
    })),
  ];
}

function originFindings(path: string, { allowedOrigin }: CompleteLive): readonly Finding[] {
  return [
    ...findingIf(allowedOrigin === "*", () => ({
      path: `${path}.allowedOrigin`,
      value: allowedOrigin,
      rule: "Any page of the web could publish and watch with what a visitor's browser holds.",
      remedy: 'name the origin of your page, such as "https://app.example.com", or leave it out',
    })),
    ...findingIf(allowedOrigin !== undefined && allowedOrigin !== "*" && !isHttpsOrigin(allowedOrigin), () => ({
      path: `${path}.allowedOrigin`,
      value: allowedOrigin,
      rule: "Not an origin: https, a host and perhaps a port, without a path.",
      remedy: 'write for example "https://app.example.com"',
    })),
  ];
}

function portFindings(path: string, { mediaPorts }: CompleteLive): readonly Finding[] {
  const at = `${path}.mediaPorts`;
  const { from, to } = mediaPorts;
  if (from > to) {
    return [
      {
        path: at,
        value: mediaPorts,
        rule: `The first port (${from}) is above the last (${to}): the kernel refuses such a range.`,
        remedy: `write { from: ${to}, to: ${from} }`,
      },
    ];
  }
  const claimed = own.find((port) => overlaps(mediaPorts, { from: port, to: port }));
  return [
    ...findingIf(from < lowest, () => ({
      path: at,
      value: mediaPorts,
      rule: "Ports below 1024 belong to services of the system.",
      remedy: "begin at 1024 or above",
    })),
    ...findingIf(portCount(mediaPorts) < 1000, () => ({
      path: at,
      value: mediaPorts,
      rule: `The kernel takes all its ports from this range, media and the machine's own connections: ${portCount(mediaPorts)} are too few.`,
      remedy: "take at least 1000 ports",
    })),
    ...findingIf(from >= lowest && claimed !== undefined, () => ({
      path: at,
      value: mediaPorts,
      rule: `Port ${claimed} is a service's of this machine; the kernel might give it away first.`,
      remedy: "begin above 9102",
    })),
  ];
}

function turnFindings(path: string, { turn }: CompleteLive): readonly Finding[] {
  switch (turn.kind) {
    case "own":
      return [
        ...findingIf(turn.urls.length === 0, () => ({
          path: `${path}.turn.urls`,
          value: turn.urls,
          rule: "A TURN service without an address.",
          remedy: 'write for example ["turn:turn.example.com:3478?transport=udp"]',
        })),
        ...turn.urls.flatMap((url, index) =>
          findingIf(!isTurnUrl(url), () => ({
            path: `${path}.turn.urls[${index}]`,
            value: url,
            rule: "Not a TURN URL (RFC 7065): turn: or turns:, a host, perhaps a port and ?transport=, no slashes.",
            remedy: 'write for example "turn:turn.example.com:3478?transport=udp"',
          })),
        ),
      ];
    case "metered":
      return findingIf(!isHostLabel(turn.app) || turn.app !== turn.app.toLowerCase(), () => ({
        path: `${path}.turn.app`,
        value: turn.app,
        rule: "The name of the application alone, without .metered.live.",
        remedy: 'write for example "example"',
      }));
    case "xirsys":
      return findingIf(turn.channel.length > 256 || !/^\w[\w-]*(\/\w[\w-]*)*$/.test(turn.channel), () => ({
        path: `${path}.turn.channel`,
        value: turn.channel,
        rule: "Not a channel: letters, digits, _ - and / between parts.",
        remedy: 'write for example "live"',
      }));
    case "twilio":
      return findingIf(!/^AC[0-9a-f]{32}$/.test(turn.accountSid) || !/^SK[0-9a-f]{32}$/.test(turn.apiKeySid), () => ({
        path: `${path}.turn`,
        value: turn,
        rule: "A SID is AC (account) or SK (API key) and 32 hexadecimal digits.",
        remedy: "make an API key in Twilio's console and copy both SIDs; its secret goes to the secret store",
      }));
    case "none":
      return [];
  }
}

function isHttpsOrigin(origin: string): boolean {
  const host = origin.startsWith("https://") ? origin.slice("https://".length) : "";
  return host === host.toLowerCase() && (isHost(host) || isHostWithPort(host));
}

function isTurnUrl(url: string): boolean {
  const [, host = ""] = /^turns?:([^?]*)(?:\?transport=(?:udp|tcp))?$/.exec(url) ?? [];
  return isHost(host) || isHostWithPort(host);
}
