import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LiveFleetPlan } from "../../environment/topology";
import { livePorts } from "../../shared/live-ports";
import { wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { bundle, type UnitLink } from "../bundle";
import type { NodeContext } from "../node-context";
import { commonParts } from "../node-parts";
import { keptFromPlatform, packetFilter } from "../system/packet-filter";
import { fillTemplate, readTemplate } from "../template";
import { bootstrapEnvironment, bootstrapProgram, bootstrapSecrets, turnSecrets } from "./bootstrap";
import { liveSysctl } from "./machine";
import { roomHashHaproxy } from "./room-hash-haproxy";
import type { RoomHashInput } from "./room-hash-input";
import { routerEnvironment, routerPorts } from "./room-router";
import { liveEnvironment, liveSecrets, recordingsDirectory } from "./variables";
import { environmentFile } from "./yaml-file";

/** Where the sweeper's program lies in the repository. */
const sweeper = join(__dirname, "../../../apps/recording-sweeper");

/** Resolver of every VPC (Amazon VPC user guide). */
const vpcResolver = "169.254.169.253:53";

/** User of the room router's image. */
const routerUser = "10002";

/** Names that the boot service knows the values of, by the variable that takes them. */
const blanks: Readonly<Record<string, string>> = {
  AUTH_TOKEN: "@@live_access@@",
  JWT_SECRET: "@@live_access@@",
  ADMIN_TOKEN: "@@live_admin@@",
};

/** The room-hash proxy of an instance: every instance has one, and all of them have the same ring. */
export function liveNodeProxy(plan: LiveFleetPlan): RoomHashInput {
  return {
    instances: plan.internalNames.map((host) => ({ host, port: livePorts.program })),
    listen: { host: "0.0.0.0", port: livePorts.proxy },
    bootstrap: { kind: "service", host: "127.0.0.1", port: livePorts.bootstrap },
    trustedProxies: [plan.vpcCidr],
    rateLimit: plan.live.requests,
    ...(plan.live.routerImage !== undefined && { routers: [{ host: "127.0.0.1", port: routerPorts.http }] }),
    resolver: vpcResolver,
    drainHealthPort: wellKnownPorts.health,
    healthPort: livePorts.proxyHealth,
  };
}

/** Bundle of an instance of live-webrtc; see `bundle`. */
export function liveNodeFiles(plan: LiveFleetPlan, context: NodeContext): readonly RenderedFile[] {
  const { live } = plan;
  const unit = (name: string): string => `/etc/systemd/system/${name}.service`;
  const beside = (name: string): UnitLink => ({ unit: unit(name), wantedBy: "live.service" });
  const system = [
    liveSysctl("etc/sysctl.d/60-webrtc.conf", live),
    packetFilter({
      user: "live",
      media: live.mediaPorts,
      hairpin: false,
      resolves: true,
      // Metadata would hand out the node's credentials. Both ask the node's own resolver for names, on the loopback address.
      output: ["live", ...(live.routerImage === undefined ? [] : [routerUser])].flatMap(keptFromPlatform),
      input: [],
    }),
  ];
  return bundle([
    ...commonParts(system),
    {
      role: "live",
      packages: ["podman", "haproxy"],
      files: [
        roomHashHaproxy("etc/haproxy/haproxy.cfg", liveNodeProxy(plan)),
        { path: "etc/systemd/system/live.service", mode: 0o644, content: liveUnit(live.image) },
        unitFile("live-bootstrap"),
        ...routerUnit(live),
        bootstrapProgram("opt/live/bootstrap.py"),
        ...settings(plan, context),
        ...(plan.recordings ? [unitFile("live-sweeper"), ...sweeperProgram()] : []),
        { path: "usr/lib/sysusers.d/live.conf", mode: 0o644, content: readTemplate("go-live/sysusers.conf") },
        {
          path: "usr/lib/tmpfiles.d/live.conf",
          mode: 0o644,
          content: "d /var/lib/live 0755 root root -\nd /var/lib/live/records 0770 live live -\n",
        },
      ],
      enable: [
        { unit: "/lib/systemd/system/haproxy.service", wantedBy: "multi-user.target" },
        beside("live-bootstrap"),
        ...routerUnit(live).map(() => beside("live-router")),
        ...(plan.recordings ? [beside("live-sweeper")] : []),
      ],
      disable: [],
    },
  ]);
}

/** What the boot service fills in; secrets are names in it until then. */
function settings(plan: LiveFleetPlan, { region }: NodeContext): readonly RenderedFile[] {
  const { live, recordings } = plan;
  const secret = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(
      names.map((name) => [name, turnSecrets[live.turn.kind].includes(name) ? "@@live_turn@@" : (blanks[name] ?? "")]),
    );
  const file = (name: string, about: string, values: Readonly<Record<string, string>>): RenderedFile =>
    environmentFile(`etc/webrtc/templates/${name}`, about, values);
  const own = liveSecrets(live).filter((name) => name in blanks);
  return [
    file("live.env", "Settings of live-webrtc.", {
      ...Object.fromEntries(
        Object.entries(liveEnvironment(live, { httpAddress: `@@private_ip@@:${livePorts.program}` })),
      ),
      ...(recordings && { RECORD_ENABLED: "1", RECORD_DIR: recordingsDirectory }),
      ...secret(own),
    }),
    file("bootstrap.env", "Settings of the service behind /api/bootstrap.", {
      ...bootstrapEnvironment(live, `127.0.0.1:${livePorts.bootstrap}`),
      ...secret(bootstrapSecrets(live)),
    }),
    ...(live.routerImage === undefined
      ? []
      : [
          file(
            "router.env",
            "Settings of the room router.",
            routerEnvironment({
              instances: plan.internalNames.map((host) => ({
                id: host.split(".")[0] ?? host,
                host,
                port: livePorts.program,
              })),
              redisUrl: `rediss://@@room_directory@@:${livePorts.directory}`,
              host: "127.0.0.1",
              adminHost: "127.0.0.1",
              drainSeconds: live.drainSeconds,
              drainHealthPort: wellKnownPorts.health,
            }),
          ),
        ]),
    ...(recordings
      ? [
          file("sweeper.env", "Settings of the upload of recordings.", {
            RECORD_DIR: "/var/lib/live/records",
            S3_BUCKET: "@@recordings_bucket@@",
            S3_REGION: region,
            S3_PREFIX: plan.recordingsPrefix,
            DELETE_RECORDING_AFTER_UPLOAD: "1",
            SWEEP_PROGRAM_URL: `http://@@private_ip@@:${livePorts.program}`,
            SWEEP_SETTLE_SECONDS: "60",
            SWEEP_INTERVAL_SECONDS: "60",
          }),
        ]
      : []),
  ];
}

/** The room router, where rooms are kept in a directory. */
function routerUnit({ routerImage }: LiveFleetPlan["live"]): readonly RenderedFile[] {
  return routerImage === undefined
    ? []
    : [
        {
          path: "etc/systemd/system/live-router.service",
          mode: 0o644,
          content: fillTemplate("go-live/live-router.service", { image: routerImage }),
        },
      ];
}

function liveUnit(image: string): string {
  return fillTemplate("go-live/live.service", { image });
}

function unitFile(name: "live-bootstrap" | "live-sweeper"): RenderedFile {
  return {
    path: `etc/systemd/system/${name}.service`,
    mode: 0o644,
    content: fillTemplate(`go-live/${name}.service`, {}),
  };
}

function sweeperProgram(): readonly RenderedFile[] {
  return readdirSync(sweeper)
    .filter((name) => name.endsWith(".py"))
    .sort()
    .map((name) => ({
      path: `opt/live/sweeper/${name}`,
      mode: 0o644,
      content: readFileSync(join(sweeper, name), "utf8"),
    }));
}
