import type { RenderedFile } from "../../shared/rendered-file";
import { fillTemplate } from "../template";
import { checkRoomHash } from "./check-room-hash";
import { bootstrapPath, methods, openTarget, pagePaths, roomPattern } from "./paths";
import type { Endpoint, RoomHashInput } from "./room-hash-input";

/**
 * nginx in front of several instances, with consistent hashing on the room in the path.
 *
 * A dead instance is left out after a refused connection, and its rooms go to the next place on the ring. A viewer whose room is
 * not where the hash says (it began elsewhere while an instance was away) is tried on the others, and last on those that leave.
 */
export function roomHashNginx(path: string, input: RoomHashInput): RenderedFile {
  checkRoomHash(path, input);
  const serving = input.instances.filter(({ state }) => state !== "leaving");
  const leaving = input.instances.filter(({ state }) => state === "leaving");
  const { routers = [] } = input;
  const hashed = routers.length === 0;
  const target = hashed ? "live" : "live_routers";
  const pass = (upstream: string, more: readonly string[] = []): readonly string[] => [
    ...(input.rateLimit ? [`limit_req zone=clients burst=${input.rateLimit.burst} nodelay;`] : []),
    ...more,
    `proxy_pass http://${upstream};`,
  ];
  // A body that nobody reads would be the beginning of the next request on a connection that clients share.
  const bodiless = "if ($live_body) { return 400; }";
  const upstream = upstreams(input);
  const elsewhere = hashed && leaving.length > 0;
  const locations = [
    ...(["publish", "close"] as const).map((name) =>
      location(`~ "${roomPattern(name)}"`, pass(target, [only(methods.room)])),
    ),
    location(
      `~ "${roomPattern("play")}"`,
      pass(target, [
        only(methods.room),
        ...(hashed
          ? [
              "proxy_next_upstream error timeout http_404 non_idempotent;",
              `proxy_next_upstream_tries ${serving.length};`,
            ]
          : []),
        ...(elsewhere ? ["proxy_intercept_errors on;", "error_page 404 = @leaving;"] : []),
      ]),
    ),
    ...(elsewhere
      ? [
          location("@leaving", [
            "proxy_next_upstream error timeout http_404 non_idempotent;",
            `proxy_next_upstream_tries ${leaving.length};`,
            "proxy_pass http://live_leaving;",
          ]),
        ]
      : []),
    location(`~ "^${pagePaths}$"`, pass("live", [only(methods.page), bodiless])),
    ...(input.bootstrap.kind === "service"
      ? [location(`= ${bootstrapPath}`, pass("live_bootstrap", [only(methods.bootstrap), bodiless]))]
      : []),
    location("/", ["return 404;"]),
  ];
  const content = fillTemplate("go-live/nginx.conf", {
    preamble: lines(1, preamble(input)),
    open: lines(2, [`"~${openTarget()}" open;`]),
    keys: lines(2, [...(["publish", "play", "close"] as const).map((name) => `"~${roomPattern(name)}" $room;`)]),
    upstreams: [
      upstream("live", "hash $live_key consistent;", serving),
      ...(elsewhere ? [upstream("live_leaving", "", leaving)] : []),
      ...(hashed ? [] : [upstream("live_routers", "least_conn;", routers)]),
      ...(input.bootstrap.kind === "service" ? [upstream("live_bootstrap", "", [input.bootstrap])] : []),
    ].join("\n\n"),
    servers: [publicServer(input, locations), redirectServer(input), healthServer(input)].join(""),
  });
  return { path, mode: 0o644, content };
}

function preamble({ resolver, trustedProxies = [], rateLimit }: RoomHashInput): readonly string[] {
  return [
    ...(resolver === undefined ? [] : [`resolver ${resolver} valid=5s ipv6=off;`]),
    ...trustedProxies.map((range) => `set_real_ip_from ${range};`),
    ...(trustedProxies.length > 0 ? ["real_ip_header X-Forwarded-For;", "real_ip_recursive on;"] : []),
    ...(rateLimit
      ? [`limit_req_zone $binary_remote_addr zone=clients:10m rate=${rateLimit.perSecond}r/s;`, "limit_req_status 429;"]
      : []),
  ];
}

function publicServer({ listen, tls }: RoomHashInput, locations: readonly string[]): string {
  return block("server", [
    `listen ${listen.host}:${listen.port}${tls ? " ssl" : ""};`,
    ...(tls
      ? [
          `ssl_certificate ${tls.certificate};`,
          `ssl_certificate_key ${tls.key};`,
          "ssl_protocols TLSv1.2 TLSv1.3;",
          "ssl_session_cache shared:tls:10m;",
          'add_header Strict-Transport-Security "max-age=31536000" always;',
        ]
      : []),
    // Locations look at the normalized path, and the upstream gets the client's spelling: what could differ ends here.
    'if ($live_spelling = "") { return 404; }',
    ...locations,
  ]);
}

function redirectServer({ listen, tls }: RoomHashInput): string {
  return tls?.redirectFrom === undefined
    ? ""
    : block("server", [
        `listen ${listen.host}:${tls.redirectFrom};`,
        location("/", ["return 308 https://$host$request_uri;"]),
      ]);
}

/** Says that the proxy itself answers: which instances live is the business of the ring. */
function healthServer({ healthPort }: RoomHashInput): string {
  return block("server", [
    `listen ${healthPort};`,
    "access_log off;",
    location("= /healthz", ["return 200 ok;"]),
    location("/", ["return 404;"]),
  ]);
}

/** Names that come and go need memory that the workers share. */
function upstreams({
  resolver,
}: RoomHashInput): (name: string, method: string, servers: readonly Endpoint[]) => string {
  const resolve = resolver === undefined ? "" : " resolve";
  return (name, method, servers) => {
    const body = [
      ...(resolver === undefined ? [] : [`zone ${name} 64k;`]),
      ...(method === "" ? [] : [method]),
      ...servers.map(({ host, port }) => `server ${host}:${port} max_fails=1 fail_timeout=5s${resolve};`),
      "keepalive 64;",
    ];
    return `    upstream ${name} {\n${lines(2, body)}\n    }`;
  };
}

function only(allowed: readonly string[]): string {
  return `if ($request_method !~ "^(${allowed.join("|")})$") { return 405; }`;
}

function location(match: string, body: readonly string[]): string {
  return [`location ${match} {`, ...body.map((line) => `    ${line}`), "}"].join("\n");
}

function block(head: string, body: readonly string[]): string {
  return `\n    ${head} {\n${lines(2, body)}\n    }\n`;
}

function lines(depth: number, body: readonly string[]): string {
  const indent = "    ".repeat(depth);
  return body.flatMap((part) => part.split("\n").map((line) => `${indent}${line}`)).join("\n");
}
