import type { OpenviduAppPlan, OpenviduRole } from "../../environment/topology";
import { gzip, zipArchive } from "../../shared/archive";
import { openviduCredentials } from "../../shared/openvidu-credentials";
import { openviduPorts } from "../../shared/openvidu-ports";
import { RenderError } from "../render-error";
import { fillTemplate, readTemplate, templateTree } from "../template";

/** What nodes of both roles learn from the layers below. A secret's name may be in it, its value never. */
interface NodeValues {
  /** Auto Scaling group. */
  readonly group: string;
  readonly launchingHook: string;
  readonly logGroup: string;
  /** ARN of the role's secret. */
  readonly secret: string;
  /** Private addresses of the masters, in their order. */
  readonly masters: readonly string[];
  readonly artifactBucket: string;
}

/** What a master learns besides. */
export interface MasterValues extends NodeValues {
  /** Value of the tag of its volume. */
  readonly slot: string;
  readonly appDataBucket: string;
  readonly clusterDataBucket: string;
}

/** What a media node learns besides. */
export interface OpenviduMediaValues extends NodeValues {
  readonly terminatingHook: string;
}

/** Most that EC2 takes as user data, in bytes before base64 (EC2 user guide). */
const maximumBytes = 16_384;

/** Modules of OpenVidu that are switched on: OpenVidu 2 compatibility and OpenVidu Meet, with metrics and logs. */
const modules = "observability,v2compatibility,openviduMeet";

/** Cloud-config of a master. */
export function masterUserData(plan: OpenviduAppPlan, values: MasterValues): string {
  const { software } = plan;
  const { slot, appDataBucket, clusterDataBucket, ...common } = values;
  return cloudConfig(["openvidu-node"], {
    ...parameters("master", plan, common),
    licenseSecret: software.licenseArn,
    credentialFlags: Object.fromEntries(openviduCredentials.map(({ flag, name }) => [flag, name])),
    flags: [
      "--external-load-balancer",
      `--domain-name=${plan.hostname}`,
      ...(plan.turnHostname === undefined ? [] : [`--turn-domain-name=${plan.turnHostname}`]),
      `--rtc-engine=${software.rtcEngine}`,
      `--enabled-modules=${modules}`,
      ...software.installFlags,
    ],
    slot,
    settings: {
      EXTERNAL_S3_ENDPOINT: `https://s3.${plan.stack.region}.amazonaws.com`,
      EXTERNAL_S3_REGION: plan.stack.region,
      EXTERNAL_S3_PATH_STYLE_ACCESS: "false",
      EXTERNAL_S3_BUCKET_APP_DATA: appDataBucket,
      EXTERNAL_S3_BUCKET_CLUSTER_DATA: clusterDataBucket,
    },
    terminatingHook: null,
    // A cluster answers only with enough masters; the balancer judges that, and alarms tell.
    healthUrl: null,
  });
}

/** Cloud-config of a media node. */
export function openviduMediaUserData(plan: OpenviduAppPlan, values: OpenviduMediaValues): string {
  const { lifecycle } = plan.media;
  const { terminatingHook, ...common } = values;
  return cloudConfig(["openvidu-node", "openvidu-drain"], {
    ...parameters("media", plan, common),
    credentialFlags: Object.fromEntries(
      openviduCredentials.filter(({ media }) => media).map(({ flag, name }) => [flag, name]),
    ),
    flags: [],
    terminatingHook,
    healthUrl: `http://127.0.0.1:${openviduPorts.mediaHealth}/`,
    drainHeartbeatSeconds: lifecycle.drainHeartbeatSeconds,
    drainLimitSeconds: lifecycle.drainLimitSeconds,
  });
}

function parameters(role: OpenviduRole, plan: OpenviduAppPlan, { artifactBucket, ...values }: NodeValues): object {
  const { sha256, ...place } = plan.software.installers[role];
  return {
    role,
    region: plan.stack.region,
    ...values,
    keepFailedNodes: plan.keepFailedNodes,
    installer: { sha256, ...place, ...("key" in place && { bucket: artifactBucket }) },
    healthSeconds: Math.floor(plan[role === "master" ? "masters" : "media"].lifecycle.launchTimeoutSeconds / 2),
  };
}

function cloudConfig(services: readonly string[], settings: object): string {
  const text = fillTemplate("openvidu/cloud-config.yaml", {
    parameters: indent(JSON.stringify(settings, null, 1)),
    program: Buffer.from(program()).toString("base64"),
    units: services.map(unit).join("\n"),
    services: services.join(", "),
  });
  const bytes = Buffer.byteLength(text);
  if (bytes > maximumBytes) {
    throw new RenderError("user data", "parameters", bytes, `EC2 takes at most ${maximumBytes} bytes.`, "Pass fewer.");
  }
  return text;
}

/** The node's program as one file that Python runs, the same bytes at each synthesis. */
function program(): Uint8Array {
  const files = [
    { path: "__main__.py", mode: 0o644, content: readTemplate("openvidu/__main__.py") },
    ...templateTree("openvidu/openvidu_node", "openvidu_node"),
  ];
  // Stored, then compressed as a whole: a third smaller than file by file.
  return gzip(zipArchive(files, 0).bytes);
}

function unit(service: string): string {
  return [
    `  - path: /etc/systemd/system/${service}.service`,
    "    content: |",
    `      ${indent(readTemplate(`openvidu/${service}.service`))}`,
  ].join("\n");
}

/** Fits text into a block of YAML. */
function indent(text: string): string {
  return text.trimEnd().replaceAll("\n", "\n      ");
}
