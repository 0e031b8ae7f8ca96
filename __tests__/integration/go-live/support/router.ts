import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { array, boolean, type InferOutput, number, object, parse, string } from "valibot";
import type { Front, Place } from "./fronts";
import type { Instance } from "./instances";
import { project, Running } from "./programs";

const seenInstance = object({ id: string(), up: boolean(), draining: boolean(), rooms: number() });
const started = object({ port: number(), adminPort: number() });
const token = "token-of-the-drain-hooks";

/** A room router that runs. */
export class RoomRouter implements Front {
  readonly name = "room router";

  private constructor(
    readonly port: number,
    readonly adminPort: number,
    private readonly running: Running,
  ) {}

  static async start(
    instances: readonly Place[],
    redisUrl: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<RoomRouter> {
    const tokenFile = join(mkdtempSync(join(tmpdir(), "go-live-router-")), "token");
    writeFileSync(tokenFile, `${token}\n`);
    const running = await Running.start(
      process.execPath,
      ["--require", `${project}/cli/typescript.cjs`, `${project}/apps/room-router/src/main.ts`],
      ({ output }) => output.includes('"started"'),
      {
        INSTANCES: instances.map(({ id, origin }) => `${id}=${origin}`).join(","),
        REDIS_URL: redisUrl,
        HOST: "127.0.0.1",
        PORT: "0",
        ADMIN_PORT: "0",
        ADMIN_TOKEN_FILE: tokenFile,
        TRUSTED_PROXIES: "0",
        ADDRESS_REQUESTS_PER_MINUTE: "1000000",
        ROOM_LEASE_SECONDS: "5",
        POLL_MILLISECONDS: "500",
        // The machine may have much else to do.
        REDIS_TIMEOUT_MILLISECONDS: "1000",
        ...env,
      },
    );
    const { port, adminPort } = parse(started, JSON.parse(running.output.split("\n")[0] ?? ""));
    return new RoomRouter(port, adminPort, running);
  }

  /** Value of a metric, with its labels as they are printed. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.adminPort}/metrics`)).text();
    const line = text.split("\n").find((candidate) => candidate.startsWith(`room_router_${name} `));
    return Number(line?.split(" ").at(-1));
  }

  async order(instance: Instance, method: "PUT" | "DELETE", bearer = token): Promise<number> {
    const { status } = await fetch(`http://127.0.0.1:${this.adminPort}/instances/${instance.id}/drain`, {
      method,
      headers: { authorization: `Bearer ${bearer}` },
    });
    return status;
  }

  /** What the router knows of an instance. */
  async seen(instance: Instance): Promise<InferOutput<typeof seenInstance>> {
    const reply = await fetch(`http://127.0.0.1:${this.adminPort}/instances`);
    const found = parse(array(seenInstance), await reply.json()).find(({ id }) => id === instance.id);
    if (found === undefined) {
      throw new Error(`the router does not know ${instance.id}`);
    }
    return found;
  }

  stop(): Promise<void> {
    return this.running.stop();
  }
}
