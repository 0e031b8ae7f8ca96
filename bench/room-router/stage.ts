import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Instance } from "../../__tests__/integration/go-live/support/instances";
import { project, Running } from "../../__tests__/integration/go-live/support/programs";
import { RedisServer } from "../../__tests__/integration/go-live/support/redis";

/** Stand-ins, a Redis and the router as it is shipped: one file, plain Node. */
export class Stage {
  private constructor(
    readonly instances: readonly Instance[],
    readonly port: number,
    private readonly redis: RedisServer,
    private readonly router: Running,
  ) {}

  /** @param roomsPerInstance live rooms from the start */
  static async start(instanceCount: number, roomsPerInstance: number): Promise<Stage> {
    execFileSync("npm", ["run", "--silent", "build", "--workspace", "apps/room-router"], { cwd: project });
    const redis = await RedisServer.start();
    const env = { PRELOADED_ROOMS: String(roomsPerInstance), QUIET: "1" };
    const names = Array.from({ length: instanceCount }, (_, index) => `live-${index}`);
    const instances = await Promise.all(names.map((name) => Instance.start(name, env)));
    const router = await Running.start(
      process.execPath,
      ["--max-semi-space-size=2", "--max-old-space-size=96", `${project}/apps/room-router/dist/room-router.js`],
      ({ output }) => output.includes('"started"'),
      {
        INSTANCES: instances.map(({ id, origin }) => `${id}=${origin}`).join(","),
        REDIS_URL: redis.url,
        HOST: "127.0.0.1",
        PORT: "0",
        ADMIN_PORT: "0",
        TRUSTED_PROXIES: "0",
        ADDRESS_REQUESTS_PER_MINUTE: "1000000",
        MAX_ROOMS: "200000",
      },
    );
    const { port } = JSON.parse(router.output.split("\n")[0] ?? "{}");
    return new Stage(instances, Number(port), redis, router);
  }

  /** Resident set of the router, megabytes. */
  get megabytes(): number {
    const status = readFileSync(`/proc/${this.router.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  }

  /** Processor time that the router has used, seconds. */
  get processorSeconds(): number {
    const fields = readFileSync(`/proc/${this.router.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const ticksPerSecond = 100;
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }

  async stop(): Promise<void> {
    await this.router.stop();
    await Promise.all([...this.instances.map((instance) => instance.kill()), this.redis.kill()]);
  }
}
