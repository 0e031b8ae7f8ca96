import { type Document, isMap, isNode, LineCounter, parseAllDocuments } from "yaml";
import { type LiveVariable, liveVariables } from "../go-live/variables";
import type { Finding } from "./finding";

/** Variables of the program that hold secrets. */
const secrets: readonly LiveVariable[] = [
  "AUTH_TOKEN",
  "ROOM_TOKENS",
  "JWT_SECRET",
  "ADMIN_TOKEN",
  "TURN_PASSWORD",
  "S3_ACCESS_KEY",
  "S3_SECRET_KEY",
];

/** Name that a manifest gives to an address for use in another variable. */
const helpers = ["POD_IP"];

type Path = readonly (string | number)[];

/**
 * What a manifest of live-webrtc cannot mean. The manifest that the program's own guide shows has the first three: it starts, and two
 * of three viewers find no room, two of three pods find no volume, and nobody knows which program runs.
 */
export function lintKubernetes(text: string): readonly Finding[] {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter });
  return [...documents].flatMap((document) => documentFindings(document, counter));
}

function documentFindings(document: Document, counter: LineCounter): readonly Finding[] {
  const [error] = document.errors;
  if (error) {
    return [{ line: error.linePos?.[0].line ?? 0, message: error.message.split("\n")[0] ?? "Not YAML." }];
  }
  const findings: Finding[] = [];
  const say = (path: Path, message: string): void => {
    const node = document.getIn(path, true);
    const offset = isNode(node) ? node.range?.[0] : undefined;
    findings.push({ line: offset === undefined ? 0 : counter.linePos(offset).line, message });
  };
  const read = (path: Path): unknown => document.getIn(path);
  const pod: Path = ["spec", "template", "spec"];

  if (read(["spec", "sessionAffinity"]) === "ClientIP") {
    say(
      ["spec", "sessionAffinity"],
      "ClientIP keeps a client with an instance, but a room needs all its clients with one: publisher and viewers have different addresses. Hash on the room in front.",
    );
  }
  const replicas = read(["spec", "replicas"]);
  for (const index of indexes(document, [...pod, "volumes"])) {
    const claim: Path = [...pod, "volumes", index, "persistentVolumeClaim"];
    if (read(claim) !== undefined && read(["kind"]) === "Deployment" && replicas !== 1) {
      say(
        claim,
        "All pods of a Deployment share this claim: a volume for one node starts one pod. Use volumeClaimTemplates.",
      );
    }
  }
  if (isMap(document.getIn(["metadata", "annotations"], true))) {
    const annotations = Object.keys(Object(document.toJS().metadata.annotations));
    if (annotations.some((name) => name.startsWith("nginx.ingress.kubernetes.io/"))) {
      say(
        ["metadata", "annotations"],
        "The community's ingress-nginx controller is retired: nothing reads these annotations.",
      );
    }
  }
  for (const index of indexes(document, [...pod, "containers"])) {
    containerFindings([...pod, "containers", index], document, read, say);
  }
  return findings;
}

function containerFindings(
  container: Path,
  document: Document,
  read: (path: Path) => unknown,
  say: (path: Path, message: string) => void,
): void {
  const image = String(read([...container, "image"]) ?? "");
  if (!image.includes("@sha256:") && (/:latest$/.test(image) || !/:[\w.-]+$/.test(image))) {
    say(
      [...container, "image"],
      "latest names another image tomorrow: pods of one release would differ. Name a digest.",
    );
  }
  if (read([...container, "readinessProbe"]) === undefined) {
    say(container, "Without a readiness probe requests go to a pod that does not listen yet.");
  }
  if (!/live-webrtc/.test(image)) {
    return;
  }
  for (const index of indexes(document, [...container, "env"])) {
    const entry: Path = [...container, "env", index];
    const name = String(read([...entry, "name"]));
    if (!liveVariables.some((known) => known === name) && !helpers.includes(name)) {
      say(entry, `live-webrtc reads no variable ${name}.`);
    }
    if (secrets.some((secret) => secret === name) && read([...entry, "value"]) !== undefined) {
      say(entry, `${name} is a secret and stands in the manifest: refer to a Secret.`);
    }
  }
}

function indexes(document: Document, path: Path): readonly number[] {
  const value: unknown = document.toJS();
  const list = path.reduce<unknown>((part, step) => (isRecord(part) ? part[step] : undefined), value);
  return Array.isArray(list) ? list.map((_, index) => index) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}
