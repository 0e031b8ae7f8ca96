import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { roomHashHaproxy } from "../../../../modules/nodes/go-live/room-hash-haproxy";
import type { Endpoint, LiveInstance, ProxyTls } from "../../../../modules/nodes/go-live/room-hash-input";
import { roomHashNginx } from "../../../../modules/nodes/go-live/room-hash-nginx";
import type { Instance } from "./instances";
import { freePort, pause, program, Running } from "./programs";

/** What a front has to know of an instance. */
export type Place = Pick<Instance, "id" | "port" | "origin">;

/** A proxy in front of the instances. */
export interface Front {
  readonly name: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** A front that learns by a new configuration that an instance leaves. */
export interface HashFront extends Front {
  reload(leaving: readonly Place[]): Promise<void>;
}

/** The ports of a hashing front, and what it is rendered from. */
async function plan(instances: readonly Place[], routers: readonly Front[] = [], bootstrap?: Endpoint, tls?: ProxyTls) {
  const [port, healthPort] = [await freePort(), await freePort()];
  const input = (leaving: readonly Place[] = []) => ({
    instances: instances.map(
      (instance): LiveInstance => ({
        host: "127.0.0.1",
        port: instance.port,
        state: leaving.includes(instance) ? "leaving" : "serving",
      }),
    ),
    ...(routers.length > 0 && { routers: routers.map((router) => ({ host: "127.0.0.1", port: router.port })) }),
    listen: { host: "127.0.0.1", port },
    bootstrap: bootstrap ? ({ kind: "service", ...bootstrap } as const) : ({ kind: "closed" } as const),
    healthPort,
    ...(tls && { tls }),
  });
  return { port, healthPort, input, directory: mkdtempSync(join(tmpdir(), "go-live-")) };
}

/**
 * The nginx that the project renders.
 *
 * @param routers room routers that take the place of the hash
 * @param bootstrap what answers `/api/bootstrap`
 */
export async function startNginx(
  instances: readonly Place[],
  routers: readonly Front[] = [],
  bootstrap?: Endpoint,
): Promise<HashFront> {
  const { port, healthPort, input, directory } = await plan(instances, routers, bootstrap);
  const path = join(directory, "nginx.conf");
  writeFileSync(path, roomHashNginx("nginx.conf", input()).content);
  const running = await Running.start(program("nginx"), ["-p", directory, "-c", path, "-g", "daemon off;"], () =>
    healthy(healthPort),
  );
  return {
    name: "nginx",
    port,
    reload: async (leaving) => {
      writeFileSync(path, roomHashNginx("nginx.conf", input(leaving)).content);
      running.signal("SIGHUP");
      await settle();
    },
    stop: () => running.stop(),
  };
}

/** The HAProxy that the project renders; `routers` and `bootstrap` as for nginx. With TLS it speaks HTTP/2, too. */
export async function startHaproxy(
  instances: readonly Place[],
  routers: readonly Front[] = [],
  bootstrap?: Endpoint,
  tls?: ProxyTls,
): Promise<HashFront> {
  const { port, healthPort, input, directory } = await plan(instances, routers, bootstrap, tls);
  const path = join(directory, "haproxy.cfg");
  writeFileSync(path, roomHashHaproxy("haproxy.cfg", input()).content);
  const running = await Running.start(program("haproxy"), ["-W", "-db", "-f", path], () => healthy(healthPort));
  const started = Date.now();
  return {
    name: "HAProxy",
    port,
    reload: async (leaving) => {
      // For five seconds a new process waits for what an old one knows; it cannot teach the next one before.
      await pause(Math.max(0, started + 6_000 - Date.now()));
      writeFileSync(path, roomHashHaproxy("haproxy.cfg", input(leaving)).content);
      running.signal("SIGUSR2");
      await settle();
    },
    stop: () => running.stop(),
  };
}

/** What the seed's manifest does: the client's address decides. Never rendered; here to be seen failing. */
export async function startClientIpAffinity(instances: readonly Place[]): Promise<Front> {
  const { port, healthPort, directory } = await plan(instances);
  const path = join(directory, "haproxy.cfg");
  const servers = instances.map(({ id, port: instancePort }) => `    server ${id} 127.0.0.1:${instancePort}`);
  writeFileSync(
    path,
    [
      "defaults",
      "    mode http",
      "    timeout connect 2s",
      "    timeout client 10s",
      "    timeout server 10s",
      "frontend health",
      `    bind 127.0.0.1:${healthPort}`,
      "    http-request return status 200",
      "frontend live",
      `    bind 127.0.0.1:${port}`,
      "    default_backend instances",
      "backend instances",
      "    balance source",
      "    hash-type consistent",
      ...servers,
      "",
    ].join("\n"),
  );
  const running = await Running.start(program("haproxy"), ["-db", "-f", path], () => healthy(healthPort));
  return { name: "ClientIP affinity", port, stop: () => running.stop() };
}

async function healthy(port: number): Promise<boolean> {
  const reply = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
  return reply?.status === 200;
}

/** Workers with the old configuration stop listening, and tell the new ones what they know. */
function settle(): Promise<void> {
  return pause(1_000);
}
