import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort, program, Running } from "./programs";

/** A Redis that keeps nothing on disk: after a restart it is empty, the worst that can happen to a directory. */
export class RedisServer {
  private constructor(
    readonly port: number,
    private readonly directory: string,
    private running: Running,
  ) {}

  static async start(): Promise<RedisServer> {
    const port = await freePort();
    const directory = mkdtempSync(join(tmpdir(), "go-live-redis-"));
    return new RedisServer(port, directory, await run(port, directory));
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  kill(): Promise<void> {
    return this.running.kill();
  }

  async restart(): Promise<void> {
    this.running = await run(this.port, this.directory);
  }

  /** Stops answering, without closing a connection. */
  freeze(): void {
    this.running.signal("SIGSTOP");
  }

  thaw(): void {
    this.running.signal("SIGCONT");
  }

  async get(key: string): Promise<string | null> {
    const redis = new Redis(this.url, { lazyConnect: true });
    try {
      return await redis.get(key);
    } finally {
      redis.disconnect();
    }
  }
}

function run(port: number, directory: string): Promise<Running> {
  return Running.start(
    program("redis-server"),
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory],
    ({ output }) => output.includes("Ready to accept connections"),
  );
}
