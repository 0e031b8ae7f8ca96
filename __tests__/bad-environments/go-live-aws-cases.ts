import type { BadCase } from "./bad-case";

const image = `registry.example.com/live-webrtc@sha256:${"a".repeat(64)}`;

function wrong(name: string, change: object, path: string, rule: string, remedy: string): BadCase {
  const live = { image, nodes: 2, ...change };
  const aws = { topology: "go-live", turn: undefined, media: undefined, live };
  return { name: `live-webrtc on AWS: ${name}`, change: { aws }, path: `aws.live${path}`, rule, remedy };
}

/** What is wrong with live-webrtc on AWS. */
export const goLiveAwsCases: readonly BadCase[] = [
  wrong("an image by its tag", { image: "live-webrtc:v1" }, ".image", 'The tag "v1"', "sha256"),
  wrong("an unknown type", { instanceType: "c7i.larg" }, ".instanceType", "Unknown instance type", "c7i.large"),
  wrong(
    "more nodes at least than at most",
    { nodes: { min: 3, max: 2 } },
    ".nodes",
    "(3) are more than the most (2)",
    "set min to 2",
  ),
  wrong("tokens of rooms", { access: { kind: "rooms" } }, ".access", "Secrets on AWS are generated", "jwt"),
  wrong(
    "a room router by its tag",
    { rooms: { kind: "directory", routerImage: "room-router:v1" } },
    ".rooms.routerImage",
    'The tag "v1"',
    "sha256",
  ),
  wrong(
    "TURN without its secret",
    { turn: { kind: "metered", app: "example" } },
    ".turnSecretArn",
    "Nothing to make TURN credentials with",
    "Secrets Manager",
  ),
  wrong(
    "a secret in the place of its ARN",
    { turn: { kind: "metered", app: "example" }, turnSecretArn: "hunter2" },
    ".turnSecretArn",
    "Not the ARN of a secret",
    "arn:aws:secretsmanager",
  ),
  wrong("a drain of a month", { drainMinutes: 43_200 }, ".drainMinutes", "at most 2880", "60"),
  wrong("ports of the system", { mediaPorts: { from: 80, to: 5000 } }, ".mediaPorts", "below 1024", "1024"),
  wrong("proxies of their own", { proxies: 2 }, ".proxies", "Unknown field", ""),
];
