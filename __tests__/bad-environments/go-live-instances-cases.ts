import type { BadCase } from "./bad-case";
import { balanced, compose, kubernetes, wrong } from "./go-live-base";

/** What is wrong with the instances of live-webrtc on several machines and in Kubernetes. */
export const goLiveInstancesCases: readonly BadCase[] = [
  wrong(
    "a directory for one instance",
    { ...compose, rooms: { kind: "directory", routerImage: compose.image } },
    ".rooms",
    "One instance has every room",
    "balanced",
  ),
  wrong(
    "a router by its tag",
    { ...balanced, rooms: { kind: "directory", routerImage: "room-router:1.0" } },
    ".rooms.routerImage",
    'The tag "1.0"',
    "sha256",
  ),
  wrong("one instance to balance", { ...balanced, instances: balanced.instances.slice(1) }, ".instances", "two", "one"),
  wrong(
    "an instance by its name",
    { ...balanced, instances: [...balanced.instances, { name: "live-3", address: "live-3" }] },
    ".instances[2].address",
    "Not an IPv4 address",
    "10.0.0.11",
  ),
  wrong(
    "two instances with one name",
    { ...balanced, instances: [...balanced.instances, { name: "live-1", address: "10.0.0.13" }] },
    ".instances[2].name",
    "share the name",
    "name of its own",
  ),
  wrong(
    "two instances on one machine",
    { ...balanced, instances: [...balanced.instances, { name: "live-3", address: "10.0.0.11" }] },
    ".instances[2].address",
    "share the address",
    "machine of its own",
  ),
  wrong(
    "an instance called proxy",
    { ...balanced, instances: [...balanced.instances, { name: "proxy", address: "10.0.0.13" }] },
    ".instances[2].name",
    "names a directory",
    "live-1",
  ),
  wrong("a Redis that nobody asks", { ...balanced, redis: "10.0.0.20" }, ".redis", "Nothing would ask", "directory"),
  wrong(
    "more pods at least than at most",
    { ...kubernetes, instances: { min: 4, max: 2 } },
    ".instances",
    "(4) are more than the most (2)",
    "set min to 2",
  ),
  wrong(
    "no pod at night",
    { ...kubernetes, instances: { min: 0, max: 2 } },
    ".instances.min",
    "from none",
    "1 or more",
  ),
  wrong(
    "relaying through a service",
    { ...kubernetes, media: "relay", turn: { kind: "metered", app: "example" } },
    ".media",
    "through TURN alone",
    "host-network",
  ),
  wrong("a namespace that is none", { ...kubernetes, namespace: "Live" }, ".namespace", "A name in Kubernetes", "live"),
  wrong(
    "a gateway that is none",
    { ...kubernetes, front: { kind: "gateway", name: "public_gw", namespace: "gateways" } },
    ".front.name",
    "A name in Kubernetes",
    "live",
  ),
  wrong("media by a Service", { ...kubernetes, media: "service" }, ".media", "How media reaches", "host-network"),
];
