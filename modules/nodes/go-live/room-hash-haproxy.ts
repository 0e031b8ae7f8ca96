import { createHash } from "node:crypto";
import type { RenderedFile } from "../../shared/rendered-file";
import { fillTemplate } from "../template";
import { checkRoomHash } from "./check-room-hash";
import { bootstrapPath, methods, pagePaths, roomName, roomPaths } from "./paths";
import type { Endpoint, LiveInstance, RoomHashInput } from "./room-hash-input";

/**
 * HAProxy in front of several instances, with consistent hashing on the room in the path. It asks every instance for its health
 * once a second. Where a room began is remembered, so that viewers find it when the ring has changed: an instance came back, or
 * leaves. What HAProxy forgot, after a restart, is where the hash says, or once more at the next place of the ring.
 */
export function roomHashHaproxy(path: string, input: RoomHashInput): RenderedFile {
  checkRoomHash(path, input);
  const { routers = [] } = input;
  const hashed = routers.length === 0;
  const drain = input.drainHealthPort === undefined ? "" : ` port ${input.drainHealthPort}`;
  const byName = input.resolver === undefined ? "" : " resolvers names init-addr none";
  const sections = [
    ...(input.resolver === undefined
      ? []
      : [
          section("resolvers names", [
            `nameserver local ${input.resolver}`,
            "accepted_payload_size 4096",
            "hold valid 5s",
            "hold nx 5s",
          ]),
        ]),
    publicFrontend(input, hashed),
    ...(input.tls?.redirectFrom === undefined
      ? []
      : [
          section("frontend redirect", [
            `bind ${input.listen.host}:${input.tls.redirectFrom}`,
            "http-request redirect scheme https code 308",
          ]),
        ]),
    section("frontend health", [
      `bind :${input.healthPort}`,
      "option dontlog-normal",
      // Without a router this proxy is of no use: another one is asked.
      ...(hashed ? [] : ["http-request return status 503 if { nbsrv(live_routers) eq 0 }"]),
      "http-request return status 200 content-type text/plain string ok if { path /healthz }",
      "http-request deny deny_status 404",
    ]),
    // A reload must not forget where rooms are: the old process tells the new one.
    section("peers rooms", [`bind abns@live-rooms-${input.listen.port}`, "server local"]),
    instanceBackend("live_publish", input.instances, `${drain}${byName}`, [
      "stick-table type string len 64 size 100k expire 12h peers rooms",
      "stick store-response var(txn.key) if { status 201 }",
    ]),
    instanceBackend("live_play", input.instances, byName, [
      "stick match var(txn.key) table live_publish",
      "retry-on conn-failure 404",
      "retries 2",
      "option redispatch 1",
    ]),
    ...(hashed ? [] : [section("backend live_routers", [...checked, "balance leastconn", ...routers.map(server)])]),
    ...(input.bootstrap.kind === "service"
      ? [section("backend live_bootstrap", [...checked, server(input.bootstrap)])]
      : []),
  ];
  return { path, mode: 0o644, content: fillTemplate("go-live/haproxy.cfg", { sections: sections.join("\n\n") }) };
}

const checked = ["option httpchk GET /healthz"];

function publicFrontend(input: RoomHashInput, hashed: boolean): string {
  const { listen, tls, trustedProxies = [], rateLimit, bootstrap } = input;
  const room = (name: keyof typeof roomPaths): string =>
    `acl ${name} path_reg ^${roomPaths[name].before}${roomName}${roomPaths[name].after}$`;
  const key = (name: keyof typeof roomPaths): string =>
    `http-request set-var(txn.key) path,field(${roomPaths[name].before.split("/").length},/) if ${name}`;
  return section("frontend live", [
    `bind ${listen.host}:${listen.port}${tls ? ` ssl crt ${tls.certificate} alpn h2,http/1.1` : ""}`,
    ...trustedProxies.map((range) => `http-request set-src hdr_ip(x-forwarded-for,-1) if { src ${range} }`),
    "http-request del-header x-forwarded-for",
    `http-request set-header x-forwarded-proto ${tls ? "https" : "http"}`,
    ...(rateLimit
      ? [
          `stick-table type ipv6 size 100k expire 10s store http_req_rate(10s)`,
          "http-request track-sc0 src",
          `http-request deny deny_status 429 if { sc_http_req_rate(0) gt ${rateLimit.perSecond * 10 + rateLimit.burst} }`,
        ]
      : []),
    ...(["publish", "play", "close"] as const).map(room),
    `acl page path_reg ^${pagePaths}$`,
    `acl bootstrap path ${bootstrapPath}`,
    // A body that nobody reads would be the beginning of the next request on a connection that clients share.
    "acl body req.hdr(transfer-encoding) -m found",
    "acl body req.hdr(content-length) -m reg [1-9]|..",
    "acl body req.body_size gt 0",
    "http-request set-var(txn.key) path",
    // The room decides. The client's address would not do: publisher and viewers have different ones.
    ...(["publish", "play", "close"] as const).map(key),
    "http-request deny deny_status 413 if { req.body_size gt 1048576 }",
    ...(tls ? ['http-response set-header Strict-Transport-Security "max-age=31536000"'] : []),
    "http-request deny deny_status 404 unless publish or play or close or page or bootstrap",
    ...(bootstrap.kind === "closed" ? ["http-request deny deny_status 404 if bootstrap"] : []),
    // The path was judged: nothing else is sent on, such as the scheme and host that a client may write before it.
    "http-request set-uri %[pathq]",
    only(["publish", "play", "close"], methods.room),
    only(["page"], methods.page),
    only(["bootstrap"], methods.bootstrap),
    "http-request deny deny_status 400 if page body or bootstrap body",
    ...(bootstrap.kind === "closed" ? [] : ["use_backend live_bootstrap if bootstrap"]),
    ...(hashed ? ["use_backend live_play if play or close"] : ["use_backend live_routers if publish or play or close"]),
    "default_backend live_publish",
  ]);
}

function only(paths: readonly string[], allowed: readonly string[]): string {
  const others = paths.map((path) => `${path} !{ method ${allowed.join(" ")} }`);
  return `http-request deny deny_status 405 if ${others.join(" or ")}`;
}

function instanceBackend(
  name: string,
  instances: readonly LiveInstance[],
  byName: string,
  more: readonly string[],
): string {
  return section(`backend ${name}`, [
    ...checked,
    "balance hash var(txn.key)",
    "hash-type consistent crc32 avalanche",
    ...more,
    ...instances.map((instance) => {
      const weight = instance.state === "leaving" ? " weight 0" : "";
      return `${server(instance)} id ${ringId(instance)}${weight}${byName}`;
    }),
  ]);
}

function server({ host, port }: Endpoint): string {
  return `server ${host}_${port} ${host}:${port}`;
}

/** The ring is made of the ids: they follow the instance, not its place in the list, so that every proxy has the same ring. */
function ringId({ host, port }: Endpoint): number {
  return (createHash("sha256").update(`${host}:${port}`).digest().readUInt32BE(0) % 2_147_483_646) + 1;
}

function section(head: string, body: readonly string[]): string {
  return [head, ...body.map((line) => `    ${line}`)].join("\n");
}
