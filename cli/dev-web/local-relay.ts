import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "../../apps/signaling/local/free-port";
import { defaults } from "../../modules/environment/defaults";
import { turnserverConf } from "../../modules/nodes/coturn/turnserver-conf";
import { makeCertificate } from "./certificate";

/** A coturn on the loopback address. */
export interface LocalRelay {
  readonly urls: { readonly udp: string; readonly tcp: string; readonly tls: string };
  readonly stun: string;
  /** See `LocalCertificate.publicKeyHash`. */
  readonly publicKeyHash: string;
  /** Everything that it wrote to its log. */
  log(): string;
  /** Resolves when its ports are free again. */
  stop(): Promise<void>;
}

const realm = "localhost";
/** A share of the ports that nodes use. */
const relay = { from: 50000, to: 50999 };

/** Version of the installed coturn; undefined: there is none. */
export function installedCoturn(): string | undefined {
  try {
    const output = execFileSync("turnserver", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return /\d+\.\d+(\.\d+)?/.exec(output)?.[0];
  } catch {
    return undefined;
  }
}

/** Where a relay listens. Ports are preferences: another one is taken where they are in use. */
export interface RelayPlace {
  /** A loopback address; the only peers that the relay serves are there. @default 127.0.0.1 */
  readonly address?: string;
  /** @default any */
  readonly turn?: number;
  /** @default any */
  readonly tls?: number;
}

/** Starts coturn with the configuration that nodes get, changed only where the loopback address makes it necessary. */
export async function startRelay(
  version: string,
  secret: string,
  { address = "127.0.0.1", turn = 0, tls = 0 }: RelayPlace = {},
): Promise<LocalRelay> {
  const directory = mkdtempSync(join(tmpdir(), "webrtc-relay-"));
  const [port, tlsPort] = [await freePort(turn), await freePort(tls)];
  const database = join(directory, "turndb");
  const { certificate, key, publicKeyHash } = makeCertificate(directory);
  const configuration = join(directory, "turnserver.conf");
  writeFileSync(configuration, onLoopback(render(version, port), { address, tlsPort, database, certificate, key }));
  execFileSync("turnadmin", ["--set-secret", secret, "--realm", realm, "--userdb", database], { stdio: "ignore" });
  const child = spawn("turnserver", ["-c", configuration, "--pidfile", join(directory, "pid")], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  child.stdout.on("data", (data) => log.push(String(data)));
  child.stderr.on("data", (data) => log.push(String(data)));
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  const stop = (): Promise<void> => {
    child.kill("SIGKILL");
    rmSync(directory, { recursive: true, force: true });
    return ended;
  };
  process.once("exit", stop);
  if (!(await answers(address, port, () => child.exitCode === null))) {
    await stop();
    throw new Error(`coturn did not start:\n${log.join("")}`);
  }
  return {
    urls: {
      udp: `turn:${address}:${port}?transport=udp`,
      tcp: `turn:${address}:${port}?transport=tcp`,
      tls: `turns:localhost:${tlsPort}?transport=tcp`,
    },
    stun: `stun:${address}:${port}`,
    publicKeyHash,
    log: () => log.join(""),
    stop,
  };
}

function render(version: string, port: number): string {
  const limits = {
    allocationsPerUser: defaults.turn.perUser.value,
    allocationsPerNode: 1000,
    bytesPerSecondPerAllocation: 2_000_000,
    bytesPerSecondPerNode: 200_000_000,
  };
  const input = { realm, coturnVersion: version, relay, limits, tls: { mode: "node" }, port } as const;
  return turnserverConf("turnserver.conf", input).content;
}

/** Addresses, ports and files of this machine; and peers on the loopback address, which nodes refuse. */
function onLoopback(
  content: string,
  local: Readonly<Record<"address" | "database" | "certificate" | "key", string>> & { readonly tlsPort: number },
): string {
  const changed = content
    .replaceAll(/@@(private|public)_ip@@/g, local.address)
    .replace(/^userdb=.*$/m, `userdb=${local.database}`)
    .replace(/^tls-listening-port=.*$/m, `tls-listening-port=${local.tlsPort}`)
    .replace(/^aux-server=.*\n/m, "")
    .replace(/^cert=.*$/m, `cert=${local.certificate}`)
    .replace(/^pkey=.*$/m, `pkey=${local.key}`);
  return `${changed}\n# This machine alone\nallow-loopback-peers\nallowed-peer-ip=${local.address}\n`;
}

async function answers(address: string, port: number, runs: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && runs(); tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, address);
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (open) {
      return true;
    }
    await setTimeout(50);
  }
  return false;
}
