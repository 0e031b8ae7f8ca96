import { parseAllDocuments } from "yaml";
import { kubernetesFiles } from "../../../modules/nodes/go-live/kubernetes/kubernetes-files";
import { lintConfig } from "../../../modules/nodes/lint";
import { kubernetes, live, plainLive } from "./plans";

const files = kubernetesFiles(kubernetes);
const relayed = kubernetesFiles({ ...kubernetes, live: { ...plainLive, turn: live.turn }, media: "relay" });

function objects(of: typeof files): readonly unknown[] {
  return of.flatMap(({ content }) => parseAllDocuments(content).map((document): unknown => document.toJS()));
}

/** Part of an object by its path, with numbers for places in lists. */
function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((part, step) => new Map(Object.entries(Object(part))).get(step), value);
}

function list(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

function find(of: typeof files, kind: string, name: string): unknown {
  const found = objects(of).find((object) => at(object, "kind") === kind && at(object, "metadata.name") === name);
  if (!found) {
    throw new Error(`no ${kind} ${name}`);
  }
  return found;
}

const seed = `apiVersion: apps/v1
kind: Deployment
metadata: { name: live-webrtc }
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: live-webrtc
          image: live-webrtc:latest
          env:
            - name: AUTH_TOKEN
              value: hunter2
            - name: REDIS_URL
              value: redis://redis
      volumes:
        - name: records
          persistentVolumeClaim: { claimName: records-pvc }
---
kind: Service
metadata: { name: live-webrtc }
spec:
  type: LoadBalancer
  sessionAffinity: ClientIP
`;

describe("the check of manifests", () => {
  const findings = lintConfig({ path: "seed.yaml", text: seed, files: false });

  it.each([
    ["affinity by the client's address", "publisher and viewers have different addresses", 24],
    ["a claim that all pods share", "starts one pod", 18],
    ["an image that changes behind its name", "Name a digest", 10],
    ["no probe", "readiness probe", 9],
    ["a secret in the manifest", "AUTH_TOKEN is a secret", 12],
    ["a variable that nobody reads", "reads no variable REDIS_URL", 14],
  ])("refuses %s, at its line", (_what, message, line) => {
    expect(findings).toContainEqual({ line, message: expect.stringContaining(message) });
  });

  it("refuses what is no YAML", () => {
    expect(lintConfig({ path: "x.yaml", text: "a: [", files: false })).toHaveLength(1);
  });
});

describe("an instance in Kubernetes", () => {
  const set = find(files, "StatefulSet", "live");
  const pod = at(set, "spec.template.spec");

  it("has more time to end than its drain takes", () => {
    expect(at(pod, "terminationGracePeriodSeconds")).toBeGreaterThan(live.drainSeconds);
  });

  it("waits for its rooms before it is stopped", () => {
    expect(at(pod, "containers.0.lifecycle.preStop.exec.command.2")).toContain("/api/rooms");
  });

  it("has a volume of its own", () => {
    expect(list(set, "spec.volumeClaimTemplates")).toHaveLength(1);
  });

  it("shares no machine with another one", () => {
    expect(list(pod, "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution")).toHaveLength(1);
  });

  it("takes every secret from a Secret", () => {
    const secrets = list(pod, "containers.0.env").filter((entry) =>
      /TOKEN|SECRET|PASSWORD|KEY$/.test(String(at(entry, "name"))),
    );
    expect(secrets.filter((entry) => at(entry, "value") !== undefined)).toEqual([]);
  });

  it("has its node's network on nodes for media", () => {
    expect(pod).toMatchObject({ hostNetwork: true, nodeSelector: { "webrtc-stacks/media": "true" } });
  });

  it("sets its own range of ports where it has its own network", () => {
    const own = at(find(relayed, "StatefulSet", "live"), "spec.template.spec");
    expect(at(own, "securityContext.sysctls")).toEqual([
      { name: "net.ipv4.ip_local_port_range", value: "40000 48999" },
    ]);
  });
});

describe("the manifests", () => {
  it("hold no Service with session affinity", () => {
    expect(objects(files).filter((object) => at(object, "spec.sessionAffinity") !== undefined)).toEqual([]);
  });

  it("hold no Secret", () => {
    expect(objects(files).filter((object) => at(object, "kind") === "Secret")).toEqual([]);
  });

  it("name each of their files in the base", () => {
    const base = objects(files).find((object) => at(object, "kind") === "Kustomization");
    const others = files.map(({ path }) => path).filter((path) => path !== "kustomization.yaml");
    expect(list(base, "resources")).toEqual(others);
  });

  it("let one instance leave at a time, no sooner than the one before may be gone", () => {
    const scaler = find(files, "HorizontalPodAutoscaler", "live");
    expect(list(scaler, "spec.behavior.scaleDown.policies")).toEqual([{ type: "Pods", value: 1, periodSeconds: 1800 }]);
  });

  it("know every instance up to the most by its own name", () => {
    const data = new Map(Object.entries(Object(at(find(files, "ConfigMap", "live-proxy"), "data"))));
    expect(String(data.get("nginx.conf")).match(/server live-\d\.live\.live\.svc/g)).toHaveLength(6);
  });

  it("resolve names in the cluster's service and in the cache of their node", () => {
    const policies = objects(files)
      .filter((object) => at(object, "kind") === "NetworkPolicy" && list(object, "spec.egress").length > 0)
      .map((policy) => JSON.stringify(at(policy, "spec.egress.0")));
    const names = {
      to: [
        { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } },
        { ipBlock: { cidr: "169.254.20.10/32" } },
      ],
      ports: [
        { protocol: "UDP", port: 53 },
        { protocol: "TCP", port: 53 },
      ],
    };
    expect(policies.length).toBeGreaterThan(3);
    expect(new Set(policies)).toEqual(new Set([JSON.stringify(names)]));
  });

  it("close everything in the namespace that no policy opens", () => {
    const spec = at(find(files, "NetworkPolicy", "closed"), "spec");
    expect(spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });
});
