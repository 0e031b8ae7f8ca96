/**
 * Renders for the drills what a team's environment would: reads `{ "kind": …, … }` on standard input, writes
 * `{ "files": […], "parameters": … }` on standard output.
 */
import { readFileSync } from "node:fs";
import type { MediaFleetPlan, TurnFleetPlan } from "../../../modules/environment/topology";
import { mediaNodeFiles, nodeUserData, turnNodeFiles } from "../../../modules/nodes";
import { haproxyConf } from "../../../modules/nodes/balancer/haproxy-conf";
import type { ClusterInput } from "../../../modules/nodes/balancer/input";
import { nginxConf } from "../../../modules/nodes/balancer/nginx-conf";
import { turnserverConf } from "../../../modules/nodes/coturn/turnserver-conf";
import { mediaParameters, turnParameters } from "../../../modules/nodes/parameters";
import { tarGzArchive } from "../../../modules/shared/archive";
import type { RenderedFile } from "../../../modules/shared/rendered-file";
import { mediaPlan, thisMachine, turnPlan } from "../../nodes/plans";
import { neverPeers } from "./never-peers";

interface TurnRequest {
  readonly kind: "turn";
  readonly tls: "nlb" | "node" | "off";
  /** With `tls: "node"`: the certificate is got by ACME; otherwise it is in a secret. */
  readonly acmeEmail?: string;
  readonly addressPool: string;
  readonly limits: TurnFleetPlan["limits"];
  readonly drainLimitSeconds: number;
}

interface MediaRequest {
  readonly kind: "media";
  readonly engine: MediaFleetPlan["engine"];
  readonly addressPool: string;
  readonly drainLimitSeconds: number;
}

type Request =
  | TurnRequest
  | (Omit<TurnRequest, "kind"> & { readonly kind: "first boot"; readonly bucket: string })
  | MediaRequest
  | { readonly kind: "nginx" | "haproxy"; readonly cluster: ClusterInput }
  | { readonly kind: "never peers" }
  | { readonly kind: "turnserver"; readonly version: string };

interface Answer {
  readonly files: readonly RenderedFile[];
  readonly parameters?: object;
  readonly addresses?: typeof neverPeers;
  /** The files as nodes fetch them, base64. */
  readonly archive?: string;
  /** User data of a node that configures itself, and of one that starts from an image. */
  readonly userData?: { readonly mutable: string; readonly immutable: string };
}

const context = { environment: "drill", region: "eu-west-1", domain: "example.com" };
const image = { kind: "immutable", imageId: "ami-12c6146b" } as const;

function fleet({ addressPool, drainLimitSeconds }: Pick<TurnRequest, "addressPool" | "drainLimitSeconds">) {
  return {
    addressPool,
    instanceType: thisMachine,
    image,
    lifecycle: { launchTimeoutSeconds: 600, drainHeartbeatSeconds: 6, drainLimitSeconds },
  };
}

function turnFleet(request: Omit<TurnRequest, "kind">): TurnFleetPlan {
  return turnPlan({
    ...fleet(request),
    realm: context.domain,
    tls:
      request.tls === "node"
        ? {
            mode: "node",
            certificate:
              request.acmeEmail === undefined
                ? { kind: "secret", secretArn: "drill-certificate" }
                : { kind: "acme", email: request.acmeEmail },
          }
        : { mode: request.tls },
    limits: request.limits,
  });
}

/** Both ways to the same node. */
function firstBoot(request: Extract<Request, { kind: "first boot" }>): Answer {
  const plan = turnFleet(request);
  const files = turnNodeFiles(plan, context);
  const { bytes, sha256 } = tarGzArchive(files);
  const userData = (image: TurnFleetPlan["image"]): string =>
    nodeUserData({
      role: "turn",
      plan: { ...plan, image },
      context,
      parameters: turnValues,
      bundle: { bucket: request.bucket, key: "bundle.tar.gz", sha256 },
    });
  return {
    files,
    archive: Buffer.from(bytes).toString("base64"),
    userData: {
      mutable: userData({ kind: "mutable", parameter: "/stock" }),
      immutable: userData(image),
    },
  };
}

const hooks = { launchingHook: "launching", terminatingHook: "terminating" };
const turnValues = { ...hooks, logGroup: "/drill/turn", turnSecret: "drill-turn" };

function answer(request: Request): Answer {
  switch (request.kind) {
    case "turn": {
      const plan = turnFleet(request);
      return { files: turnNodeFiles(plan, context), parameters: turnParameters(plan, context, turnValues) };
    }
    case "first boot":
      return firstBoot(request);
    case "media": {
      const plan = mediaPlan({ ...fleet(request), engine: request.engine });
      return {
        files: mediaNodeFiles(plan, context),
        parameters: mediaParameters(plan, context, {
          ...hooks,
          logGroup: "/drill/media",
          janusTokenSecret: "drill-janus-token",
          janusAdminSecret: "drill-janus-admin",
        }),
      };
    }
    case "nginx":
      return { files: [nginxConf("nginx.conf", request.cluster, "distribution")] };
    case "haproxy":
      return { files: [haproxyConf("haproxy.cfg", request.cluster)] };
    case "turnserver":
      return {
        files: [turnserverConf("turnserver.conf", turnPlan({ coturnVersion: request.version, tls: { mode: "off" } }))],
      };
    case "never peers":
      return { files: [], addresses: neverPeers };
  }
}

process.stdout.write(JSON.stringify(answer(JSON.parse(readFileSync(0, "utf8")))));
