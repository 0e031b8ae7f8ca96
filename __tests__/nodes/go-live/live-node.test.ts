import { liveNodeFiles } from "../../../modules/nodes/go-live/live-node-files";
import { liveVariables } from "../../../modules/nodes/go-live/variables";
import { liveFleet, liveImage } from "./live-fleet";

const context = { environment: "stage", region: "eu-west-1", domain: "example.com" };
const plan = liveFleet();
const files = liveNodeFiles(plan, context);
const routed = liveNodeFiles(liveFleet({ rooms: { kind: "directory", routerImage: liveImage } }), context);

function text(path: string, among = files): string {
  const file = among.find((candidate) => candidate.path === `root/${path}`);
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
    expect(text("etc/systemd/system/live.service")).toContain(liveImage);
    expect(text("etc/systemd/system/live.service")).toMatch(/--user 10001:10001 --read-only --cap-drop all/);
  });

  it("stays within the heartbeats of a hook, however long it drains", () => {
    const { drainLimitSeconds, drainHeartbeatSeconds } = plan.lifecycle;
    expect(drainLimitSeconds / drainHeartbeatSeconds).toBeLessThanOrEqual(100);
  });
});

describe("an instance of live-webrtc on AWS with a directory of rooms", () => {
  it("asks the router beside it, which knows every slot and learns of drains by their health pages", () => {
    expect(text("etc/haproxy/haproxy.cfg", routed)).toContain("use_backend live_routers if publish or play or close");
    const lines = text("etc/webrtc/templates/router.env", routed).split("\n");
    expect(lines).toContain(
      `INSTANCES=${[1, 2, 3].map((slot) => `live-${slot}=http://live-${slot}.stage.live.internal:8080`).join(",")}`,
    );
    expect(lines).toContain("DRAIN_HEALTH_PORT=8089");
  });

  it("reaches the directory over TLS, by a name that is filled in at boot", () => {
    expect(text("etc/webrtc/templates/router.env", routed)).toContain("REDIS_URL=rediss://@@room_directory@@:6379\n");
  });

  it("is not healthy without its router, so that no request comes to it", () => {
    expect(text("etc/haproxy/haproxy.cfg", routed)).toContain("return status 503 if { nbsrv(live_routers) eq 0 }");
  });

  it("keeps the router from the credentials of the node", () => {
    expect(text("etc/systemd/system/live-router.service", routed)).toContain("--user 10002:10002 --read-only");
    expect(text("etc/nftables.conf", routed)).toMatch(
      /ip daddr \{ [^}]*169\.254\.0\.0\/16[^}]* \} meta skuid 10002 counter drop/,
    );
  });
});
