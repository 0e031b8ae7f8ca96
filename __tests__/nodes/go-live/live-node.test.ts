import { judgeEnvironment } from "../../../modules/environment/judge";
import { resolveTopology } from "../../../modules/environment/resolve/topology";
import type { LiveFleetPlan } from "../../../modules/environment/topology";
import { liveNodeFiles } from "../../../modules/nodes/go-live/live-node-files";
import { liveVariables } from "../../../modules/nodes/go-live/variables";

const image = `registry.example.com/live-webrtc@sha256:${"a".repeat(64)}`;

function fleet(): LiveFleetPlan {
  const value = {
    domain: "example.com",
    costCenter: "Live",
    aws: {
      topology: "go-live",
      regions: { "eu-west-1": { zones: 2 } },
      live: {
        image,
        nodes: { min: 1, max: 3 },
        drainMinutes: 2880,
        turn: { kind: "metered", app: "example" },
        turnSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:metered",
      },
      recordings: { expireDays: 30 },
    },
  };
  const { environment, findings, ledger } = judgeEnvironment("stage", value, []);
  const aws = environment && findings.length === 0 ? resolveTopology(environment, ledger).aws : undefined;
  const plan = aws?.kind === "go-live" ? aws.regions[0]?.app.fleet : undefined;
  if (!plan) {
    throw new Error(JSON.stringify(findings));
  }
  return plan;
}

const plan = fleet();
const files = liveNodeFiles(plan, { environment: "stage", region: "eu-west-1", domain: "example.com" });

function text(path: string): string {
  const file = files.find((candidate) => candidate.path === `root/${path}`);
  if (!file) {
    throw new Error(`no ${path}`);
  }
  return file.content;
}

describe("an instance of live-webrtc on AWS", () => {
  it("is told only what the program reads", () => {
    const names = text("etc/webrtc/templates/live.env").match(/^[A-Z0-9_]+(?==)/gm) ?? [];
    expect(names.filter((name) => !liveVariables.some((known) => known === name))).toEqual([]);
    expect(names).toContain("RECORD_ENABLED");
  });

  it("gets every secret at boot: none has a value before", () => {
    const lines = ["live.env", "bootstrap.env"].flatMap((name) => text(`etc/webrtc/templates/${name}`).split("\n"));
    const secrets = lines.filter((line) => /^(AUTH_TOKEN|ADMIN_TOKEN|METERED_SECRET_KEY)=/.test(line));
    expect(secrets.map((line) => line.replace(/^[^=]+=/, "")).sort()).toEqual([
      "@@live_access@@",
      "@@live_access@@",
      "@@live_admin@@",
      "@@live_turn@@",
    ]);
  });

  it("holds no key that lasts: recordings go by the role of the node", () => {
    expect(files.filter(({ content }) => /S3_(ACCESS|SECRET)_KEY=./.test(content))).toEqual([]);
  });

  it("listens on its private address, where the balancer and the world do not get", () => {
    expect(text("etc/webrtc/templates/live.env")).toContain("HTTP_ADDR=@@private_ip@@:8080");
    const open = plan.ports.filter(({ exposure }) => exposure.includes("world"));
    expect(open.map(({ name, ports }) => ({ name, ports }))).toEqual([{ name: "media", ports: plan.live.mediaPorts }]);
  });

  it("gives media the range that the firewall opens", () => {
    const { from, to } = plan.live.mediaPorts;
    expect(text("etc/sysctl.d/60-webrtc.conf")).toContain(`net.ipv4.ip_local_port_range = ${from} ${to}`);
    expect(text("etc/nftables.conf")).toContain(`udp sport ${from}-${to} jump media`);
  });

  it("knows every slot by a name that outlives its machine", () => {
    const proxy = text("etc/haproxy/haproxy.cfg");
    const named = plan.internalNames.filter((name) => proxy.includes(`${name}:8080 id `));
    expect(named).toEqual(["live-1.stage.live.internal", "live-2.stage.live.internal", "live-3.stage.live.internal"]);
  });

  it("sends new rooms only where the health service is green, and viewers also where an instance drains", () => {
    const proxy = text("etc/haproxy/haproxy.cfg");
    const backend = (name: string): string => new RegExp(`backend ${name}\\n(?: {4}.*\\n?)+`).exec(proxy)?.[0] ?? "";
    expect(backend("live_publish")).toContain(" port 8089");
    expect(backend("live_play")).not.toContain(" port 8089");
  });

  it("runs the image by its digest, as its own user, with nothing that it may write but its volume", () => {
    expect(text("etc/systemd/system/live.service")).toContain(image);
    expect(text("etc/systemd/system/live.service")).toMatch(/--user 10001:10001 --read-only --cap-drop all/);
  });

  it("stays within the heartbeats of a hook, however long it drains", () => {
    const { drainLimitSeconds, drainHeartbeatSeconds } = plan.lifecycle;
    expect(drainLimitSeconds / drainHeartbeatSeconds).toBeLessThanOrEqual(100);
  });
});
