/**
 * Renders for the measurements what a team's environment would: reads `{ "kind": …, … }` on standard input, writes
 * `{ "files": […], "parameters": … }` on standard output.
 */
import { readFileSync } from "node:fs";
import { mediaPlan, thisMachine, turnPlan } from "../../__tests__/nodes/plans";
import type { TurnLimits } from "../../modules/environment/topology";
import { mediaNodeFiles, turnNodeFiles } from "../../modules/nodes";
import { mediaParameters, turnParameters } from "../../modules/nodes/parameters";

type Request =
  | { readonly kind: "turn"; readonly limits: TurnLimits }
  | { readonly kind: "janus"; readonly eventLoops: number };

const context = { environment: "bench", region: "eu-west-1", domain: "example.com" };
const names = { launchingHook: "launching", terminatingHook: "terminating", logGroup: "/bench" };

const fleet = {
  addressPool: "bench",
  instanceType: thisMachine,
  image: { kind: "immutable", imageId: "ami-12c6146b" },
  lifecycle: { launchTimeoutSeconds: 600, drainHeartbeatSeconds: 600, drainLimitSeconds: 60 },
} as const;

function answer(request: Request): object {
  if (request.kind === "turn") {
    const plan = turnPlan({ ...fleet, realm: context.domain, tls: { mode: "off" }, limits: request.limits });
    return {
      files: turnNodeFiles(plan, context),
      parameters: turnParameters(plan, context, { ...names, turnSecret: "/etc/webrtc/turn.secret" }),
    };
  }
  const plan = mediaPlan({ ...fleet, engine: { kind: "janus", eventLoops: request.eventLoops } });
  return {
    files: mediaNodeFiles(plan, context),
    parameters: mediaParameters(plan, context, {
      ...names,
      janusTokenSecret: "/etc/webrtc/janus-token.secret",
      janusAdminSecret: "/etc/webrtc/janus-admin.secret",
    }),
  };
}

process.stdout.write(JSON.stringify(answer(JSON.parse(readFileSync(0, "utf8")))));
