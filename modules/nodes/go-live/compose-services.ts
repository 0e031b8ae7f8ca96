import type { LivePlan } from "../../environment/topology/live";
import { bootstrapPort } from "./bootstrap";
import { images } from "./images";
import { recordingsDirectory } from "./variables";

/** A service of a compose file, as far as it is used here. */
export interface ComposeService {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly network_mode?: "host" | "none";
  readonly restart?: "unless-stopped" | "no";
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly env_file?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: {
    readonly test: readonly string[];
    readonly interval: string;
    readonly timeout: string;
    readonly retries: number;
  };
  readonly stop_grace_period?: string;
  readonly ulimits?: Readonly<Record<string, number>>;
}

/** User of the program's image, and of its volume. */
export const liveUser = "10001:10001";

/** What every service has: no rights that it does not need, and a root file system that nobody writes to. */
export const confined = {
  network_mode: "host",
  restart: "unless-stopped",
  read_only: true,
  cap_drop: ["ALL"],
  security_opt: ["no-new-privileges:true"],
} as const;

/** Checks a service over HTTP with what its image has. */
export function healthcheck(test: readonly string[]): NonNullable<ComposeService["healthcheck"]> {
  return { test: ["CMD", ...test], interval: "10s", timeout: "3s", retries: 3 };
}

/** The program. Media takes ports that the kernel chooses, on the machine's own addresses: it shares the machine's network. */
export function liveServices(plan: LivePlan, address: string): Readonly<Record<string, ComposeService>> {
  const url = `http://${address}/healthz`;
  return {
    ...(plan.recordings && {
      // The image declares the volume but leaves it to root.
      "records-owner": {
        ...confined,
        image: images.python,
        network_mode: "none",
        restart: "no",
        cap_add: ["CHOWN"],
        entrypoint: ["chown", liveUser, recordingsDirectory],
        volumes: [`records:${recordingsDirectory}`],
      },
    }),
    live: {
      ...confined,
      image: plan.image,
      user: liveUser,
      env_file: ["live.env", "secrets/live.env"],
      ...(plan.recordings
        ? {
            volumes: [`records:${recordingsDirectory}`],
            depends_on: { "records-owner": { condition: "service_completed_successfully" } },
          }
        : { tmpfs: [`${recordingsDirectory}:uid=10001,gid=10001,mode=0700,size=1m`] }),
      healthcheck: healthcheck(["wget", "-q", "-O", "/dev/null", url]),
      // The program ends in 10 s; rooms are drained before it is stopped.
      stop_grace_period: "20s",
      ulimits: { nofile: 65_536 },
    },
    ...(plan.recordings?.sweeperImage !== undefined && {
      sweeper: {
        ...confined,
        image: plan.recordings.sweeperImage,
        user: liveUser,
        env_file: ["live.env", "secrets/live.env"],
        environment: { SWEEP_PROGRAM_URL: `http://${address}` },
        volumes: [`records:${recordingsDirectory}`],
        tmpfs: ["/tmp"],
        depends_on: { "records-owner": { condition: "service_completed_successfully" } },
        // It waits for the program to end, and uploads what that left.
        stop_grace_period: "5m",
      },
    }),
  };
}

/** The service that answers `/api/bootstrap`. */
export function bootstrapService(): ComposeService {
  return {
    ...confined,
    image: images.python,
    user: "65534:65534",
    entrypoint: ["python3", "/opt/bootstrap.py"],
    env_file: ["bootstrap.env", "secrets/bootstrap.env"],
    volumes: ["./bootstrap.py:/opt/bootstrap.py:ro"],
    healthcheck: healthcheck([
      "python3",
      "-c",
      `import urllib.request as r; r.urlopen('http://127.0.0.1:${bootstrapPort}/healthz', timeout=2)`,
    ]),
  };
}

/** The proxy. It starts as root to listen on 443 and to read the key; its workers are nobody. */
export function proxyService(proxy: "nginx" | "haproxy", healthPort: number): ComposeService {
  const common = {
    ...confined,
    cap_add: ["NET_BIND_SERVICE", "SETUID", "SETGID", "CHOWN", "DAC_READ_SEARCH"],
    tmpfs: ["/tmp"],
    ulimits: { nofile: 65_536 },
    depends_on: { bootstrap: { condition: "service_healthy" } },
  };
  return proxy === "nginx"
    ? {
        ...common,
        image: images.nginx,
        entrypoint: ["nginx", "-p", "/tmp", "-c", "/etc/nginx/live.conf", "-g", "daemon off;"],
        volumes: ["./nginx.conf:/etc/nginx/live.conf:ro", "./tls:/etc/live-tls:ro"],
        healthcheck: healthcheck(["curl", "-sf", "-o", "/dev/null", `http://127.0.0.1:${healthPort}/healthz`]),
      }
    : {
        ...common,
        image: images.haproxy,
        user: "0:0",
        entrypoint: ["haproxy", "-W", "-db", "-f", "/usr/local/etc/haproxy/live.cfg"],
        volumes: ["./haproxy.cfg:/usr/local/etc/haproxy/live.cfg:ro", "./tls:/etc/live-tls:ro"],
        healthcheck: healthcheck(["haproxy", "-c", "-q", "-f", "/usr/local/etc/haproxy/live.cfg"]),
      };
}

/** Certificate and key that a team puts beside the compose file. */
export const proxyTls = {
  certificate: "/etc/live-tls/fullchain.pem",
  key: "/etc/live-tls/fullchain.pem.key",
  redirectFrom: 80,
} as const;
