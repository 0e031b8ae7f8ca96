import type { RenderedFile } from "../shared/rendered-file";
import type { RolePart } from "./bundle";
import { fillTemplate, readTemplate, templateTree } from "./template";
import { ubuntuArchive, ubuntuRelease } from "./ubuntu";

/** Services that every node runs from boot. */
export const nodeServices = [
  "webrtc-boot",
  "webrtc-refresh",
  "webrtc-health",
  "webrtc-drain",
  "webrtc-metrics",
  "webrtc-logs",
] as const;

/** What every node has, whatever it serves. */
export function commonParts(system: readonly RenderedFile[]): readonly RolePart[] {
  const units = templateTree("node/systemd", "etc/systemd/system");
  const unit = (name: string): readonly RenderedFile[] =>
    units.filter(({ path }) => path === `etc/systemd/system/${name}.service`);
  const service = (role: RolePart["role"], names: readonly (typeof nodeServices)[number][]): RolePart => ({
    role,
    packages: [],
    files: names.flatMap(unit),
    enable: names.map((name) => ({ unit: `/etc/systemd/system/${name}.service`, wantedBy: "multi-user.target" })),
    disable: [],
  });
  const base = service("base", ["webrtc-boot", "webrtc-refresh"]);
  const observability = service("observability", ["webrtc-metrics", "webrtc-logs"]);
  return [
    {
      ...base,
      packages: ["python3-boto3", "nftables", "openssl", "ethtool"],
      sources: [{ path: "etc/apt/sources.list.d/ubuntu.sources", mode: 0o644, content: aptSources() }],
      files: [
        ...system,
        ...templateTree("node/webrtc_node", "opt/webrtc/lib/webrtc_node"),
        { path: "opt/webrtc/lib/README.md", mode: 0o644, content: readTemplate("node/README.md") },
        { path: "opt/webrtc/bin/webrtc-node", mode: 0o755, content: readTemplate("node/webrtc-node") },
        { path: "usr/lib/sysusers.d/webrtc.conf", mode: 0o644, content: readTemplate("node/systemd/sysusers.conf") },
        { path: "usr/lib/tmpfiles.d/webrtc.conf", mode: 0o644, content: readTemplate("node/systemd/tmpfiles.conf") },
        ...base.files,
        ...dropIns("nftables.service.d"),
      ],
      enable: [...base.enable, { unit: "/lib/systemd/system/nftables.service", wantedBy: "sysinit.target" }],
      // What is installed is what was tested; a newer snapshot is a new bundle.
      disable: ["apt-daily", "apt-daily-upgrade"].map((name) => ({
        unit: `/lib/systemd/system/${name}.timer`,
        wantedBy: "timers.target",
      })),
    },
    service("health", ["webrtc-health"]),
    service("drain", ["webrtc-drain"]),
    {
      ...observability,
      packages: ["prometheus-node-exporter"],
      files: [
        ...observability.files,
        {
          path: "etc/systemd/journald.conf.d/60-webrtc.conf",
          mode: 0o644,
          content: readTemplate("systemd/journald.conf"),
        },
        {
          path: "etc/default/prometheus-node-exporter",
          mode: 0o644,
          content: readTemplate("systemd/prometheus-node-exporter"),
        },
      ],
    },
  ];
}

/** Files of a drop-in directory of the node services, such as `coturn.service.d`. */
export function dropIns(directory: string): readonly RenderedFile[] {
  return templateTree(`node/systemd/${directory}`, `etc/systemd/system/${directory}`);
}

function aptSources(): string {
  return fillTemplate("cloud-init/ubuntu.sources", { archive: ubuntuArchive, release: ubuntuRelease });
}
