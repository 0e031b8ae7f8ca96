import { commaSeparated, whole } from "@webrtc-stacks/signaling/settings";
import { array, check, type InferOutput, minLength, object, optional, pipe, regex, string } from "valibot";

const instance = pipe(string(), regex(/^[\w.-]{1,64}=http:\/\/[\w.-]+(:\d{1,5})?$/, "id=http://host:port"));
const file = pipe(string(), regex(/^\//, "the absolute path of a file"));
const host = pipe(string(), regex(/^[\w.:-]+$/, "an address to listen on"));

/** Settings of the router; README.md says what each is for. */
export const routerSettings = pipe(
  object({
    INSTANCES: optional(pipe(commaSeparated, array(instance), minLength(1))),
    INSTANCES_DNS: optional(pipe(string(), regex(/^http:\/\/[\w.-]+(:\d{1,5})?$/, "http://name:port"))),
    REDIS_URL: pipe(string(), regex(/^rediss?:\/\/[\w.-]+(:\d{1,5})?(\/\d+)?$/, "redis://host:port, no password")),
    REDIS_PASSWORD_FILE: optional(file),
    REDIS_KEY_PREFIX: optional(pipe(string(), regex(/^[\w:.-]{1,64}$/, "a short prefix")), "go-live:"),
    REDIS_TIMEOUT_MILLISECONDS: whole(10, 5_000, 100),
    HOST: optional(host, "0.0.0.0"),
    PORT: whole(0, 65_535, 8000),
    ADMIN_HOST: optional(host, "127.0.0.1"),
    ADMIN_PORT: whole(0, 65_535, 9102),
    ADMIN_TOKEN_FILE: optional(file),
    TRUSTED_PROXIES: whole(0, 5, 1),
    ROOM_LEASE_SECONDS: whole(3, 3_600, 30),
    DRAIN_SECONDS: whole(1, 172_800, 21_600),
    DRAIN_HEALTH_PORT: whole(0, 65_535, 0),
    POLL_MILLISECONDS: whole(100, 60_000, 1_000),
    CONNECT_TIMEOUT_MILLISECONDS: whole(10, 30_000, 1_000),
    ANSWER_TIMEOUT_MILLISECONDS: whole(100, 60_000, 20_000),
    MAX_BODY_BYTES: whole(1_024, 1_048_576, 65_536),
    MAX_CONNECTIONS: whole(1, 1_000_000, 10_000),
    MAX_IN_FLIGHT: whole(1, 100_000, 1_000),
    MAX_ROOMS: whole(1, 10_000_000, 100_000),
    ADDRESS_REQUESTS_PER_MINUTE: whole(1, 1_000_000, 600),
  }),
  check(
    (settings) => (settings.INSTANCES === undefined) !== (settings.INSTANCES_DNS === undefined),
    "INSTANCES set, or INSTANCES_DNS, not both",
  ),
  check(
    ({ INSTANCES = [] }) => new Set(INSTANCES.map((text) => text.split("=")[0])).size === INSTANCES.length,
    "INSTANCES with an id of its own for each",
  ),
);

export type RouterSettings = InferOutput<typeof routerSettings>;
