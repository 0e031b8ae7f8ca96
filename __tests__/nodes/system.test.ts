import fc from "fast-check";
import type { TurnFleetPlan } from "../../modules/environment/topology";
import { mediaNodeFiles, turnNodeFiles } from "../../modules/nodes";
import { packetFilter } from "../../modules/nodes/system/packet-filter";
import { sysctlConf } from "../../modules/nodes/system/sysctl";
import { turnPacketFilter } from "../../modules/nodes/turn-node-files";
import { overlaps, wellKnownPorts } from "../../modules/shared/ports";
import { mediaRanges } from "./arbitrary-plans";
import { context, mediaPlan, turnPlan } from "./plans";

describe("kernel settings", () => {
  it("keep the node's own connections off the media ports and off the services' ports", () => {
    fc.assert(
      fc.property(mediaRanges, (media) => {
        const [, from, to] = /ip_local_port_range = (\d+) (\d+)/.exec(sysctlConf(media).content) ?? [];
        const local = { from: Number(from), to: Number(to) };
        expect(overlaps(local, media)).toBe(false);
        expect(Object.values(wellKnownPorts).filter((port) => port >= local.from && port <= local.to)).toEqual([]);
      }),
    );
  });

  it("refuse a range that leaves no ports", () => {
    expect(() => sysctlConf({ from: 10_300, to: 65_000 })).toThrow("4096");
  });
});

describe("packet filter", () => {
  it("guards the relay range of the plan", () => {
    fc.assert(
      fc.property(mediaRanges, (relay) => {
        const text = turnPacketFilter(turnPlan({ relay })).content;
        expect(text).toContain(`udp sport ${relay.from}-${relay.to} jump media`);
      }),
    );
  });

  it("lets two allocations of one node talk, and nothing else that is local", () => {
    const media = /chain media \{([\s\S]*?)\}/.exec(turnPacketFilter(turnPlan()).content)?.[1] ?? "";
    const [hairpin, local] = media.trim().split("\n");
    expect([hairpin?.trim(), local?.trim()]).toEqual([
      "oif lo ip daddr != 127.0.0.0/8 udp dport 49152-65535 accept",
      "oif lo meta skuid turnserver counter drop",
    ]);
  });

  it("lets coturn open no connection", () => {
    expect(turnPacketFilter(turnPlan()).content).toContain(
      "tcp flags & (syn | ack) == syn meta skuid turnserver counter drop",
    );
  });

  it("closes the UDP side of 443 where coturn itself ends TLS", () => {
    const tls = { mode: "node", certificate: { kind: "secret", secretArn: "arn" } } as const;
    expect(turnPacketFilter(turnPlan({ tls })).content).toContain("udp dport 443 counter drop");
  });

  it("keeps metadata from Janus", () => {
    const filter = mediaNodeFiles(mediaPlan(), context).find(({ path }) => path === "root/etc/nftables.conf");
    expect(filter?.content).toMatch(/ip daddr \{ 169\.254\.0\.0\/16, [^}]* \} meta skuid janus counter drop/);
  });

  it("tracks no connection and looks up no route, which would cost each packet", () => {
    const input = { user: "turnserver", media: { from: 1, to: 2 }, hairpin: true, output: [], input: [] } as const;
    expect(packetFilter(input).content).not.toMatch(/\bct\b|\bnat\b|\bfib\b/);
  });

  it("asks who owns a packet last, since that takes a lock", () => {
    const rules = turnPacketFilter(turnPlan())
      .content.split("\n")
      .filter((line) => line.includes("skuid"));
    expect(rules.filter((line) => !/ meta skuid turnserver counter drop$/.test(line))).toEqual([]);
  });
});

describe("a certificate by ACME", () => {
  const acme = { mode: "node", certificate: { kind: "acme", email: "ops@example.com" } } as const;
  const unit = (tls: TurnFleetPlan["tls"]) =>
    turnNodeFiles(turnPlan({ tls }), context).find(({ path }) => path.endsWith("/webrtc-acme.service"))?.content;

  it("is asked for by the names of the region, with the account's address", () => {
    expect(unit(acme)).toMatch(
      /--email ops@example\.com .*-d turn\.eu-west-1\.test\.example\.com -d turns\.eu-west-1\.test\.example\.com\n/,
    );
  });

  it("is nobody's business where TLS ends elsewhere", () => {
    expect(unit({ mode: "nlb" })).toBeUndefined();
  });
});

describe("services of a node", () => {
  it("start at boot, and coturn only by the boot service", () => {
    const text =
      turnNodeFiles(turnPlan(), context).find(({ path }) => path === "ansible/variables.json")?.content ?? "";
    const parts: Record<string, { enable: { unit: string }[]; disable: { unit: string }[] }> =
      JSON.parse(text).webrtc_parts;
    const units = (key: "enable" | "disable"): string[] =>
      Object.values(parts).flatMap((part) => part[key].map(({ unit }) => unit.split("/").at(-1) ?? ""));
    expect(units("enable").sort()).toEqual([
      "nftables.service",
      "webrtc-boot.service",
      "webrtc-drain.service",
      "webrtc-health.service",
      "webrtc-logs.service",
      "webrtc-metrics.service",
      "webrtc-refresh.service",
    ]);
    expect(units("disable")).toContain("coturn.service");
  });
});
