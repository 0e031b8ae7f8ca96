/**
 * Renders for the drill what the example environment's nodes get: reads `{ "sha256": … }` on standard input, writes user data
 * and its files, by the name of the node, on standard output.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { judgeEnvironment } from "../../../modules/environment/judge";
import { Ledger } from "../../../modules/environment/ledger";
import { resolveTopology } from "../../../modules/environment/resolve/topology";
import type { OpenviduAppPlan } from "../../../modules/environment/topology";
import { masterUserData, openviduMediaUserData } from "../../../modules/nodes/openvidu/user-data";
import openvidu from "../../fixtures/example-environments/openvidu";

interface CloudConfig {
  readonly write_files: readonly {
    readonly path: string;
    readonly permissions?: string;
    readonly encoding?: "gz+b64";
    readonly content: string;
  }[];
  readonly runcmd: readonly (readonly string[])[];
}

function plan(sha256: string, keepFailedNodes: boolean): OpenviduAppPlan {
  const installer = {
    masterSha256: sha256,
    mediaSha256: sha256,
    from: { masterKey: "master.sh", mediaKey: "media.sh" },
  };
  const aws = { ...openvidu.aws, keepFailedNodes, openvidu: { ...openvidu.aws.openvidu, installer } };
  const { environment, findings } = judgeEnvironment("drill", { ...openvidu, aws }, []);
  const topology = environment && resolveTopology(environment, new Ledger());
  if (topology?.aws?.kind !== "openvidu-ha" || !topology.aws.regions[0]) {
    throw new Error(JSON.stringify(findings));
  }
  return topology.aws.regions[0].app;
}

/** What a node finds after cloud-init: files, and the services that it starts. */
function node(userData: string) {
  const config: CloudConfig = parse(userData);
  return {
    files: config.write_files.map(({ path, permissions, encoding, content }) => ({
      path,
      mode: permissions ?? "0644",
      content: (encoding ? gunzipSync(Buffer.from(content, "base64")) : Buffer.from(content)).toString("base64"),
    })),
    services: config.runcmd.flatMap((words) => words.filter((word) => word.startsWith("openvidu-"))),
  };
}

const { sha256, keepFailedNodes }: { readonly sha256: string; readonly keepFailedNodes: boolean } = JSON.parse(
  readFileSync(0, "utf8"),
);
const app = plan(sha256, keepFailedNodes);
const common = {
  launchingHook: "launching",
  masters: app.masters.groups.map(({ number }) => `10.0.0.${number}`),
  artifactBucket: "artifacts",
};
const masters = app.masters.groups.map(({ number, name, slot }) => [
  `master-${number}`,
  node(
    masterUserData(app, {
      ...common,
      group: name,
      slot,
      logGroup: "/webrtc/drill/master",
      secret: "secret-master",
      appDataBucket: "app-data",
      clusterDataBucket: "cluster-data",
    }),
  ),
]);
const media = node(
  openviduMediaUserData(app, {
    ...common,
    group: app.media.name,
    terminatingHook: "terminating",
    logGroup: "/webrtc/drill/media",
    secret: "secret-media",
  }),
);
process.stdout.write(JSON.stringify({ ...Object.fromEntries(masters), media }));
