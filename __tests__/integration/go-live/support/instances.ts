import { array, boolean, type InferOutput, number, object, parse, string } from "valibot";
import { freePort, project, Running } from "./programs";

export const adminToken = "admin-token-of-the-stand-ins";

const reportedRooms = array(object({ name: string(), hasPublisher: boolean(), subscribers: number() }));

/** A room as an instance reports it. */
export type ReportedRoom = InferOutput<typeof reportedRooms>[number];

/** A stand-in that runs. */
export class Instance {
  private constructor(
    readonly id: string,
    readonly port: number,
    private running: Running,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(id: string, env: Readonly<Record<string, string>> = {}): Promise<Instance> {
    const port = await freePort();
    return new Instance(id, port, await run(id, port, env), env);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Lines of requests that reached it, health and lists of rooms left out. */
  get requests(): readonly string[] {
    return this.running.output.split("\n").filter((line) => /^[A-Z]+ \//.test(line));
  }

  async rooms(): Promise<readonly ReportedRoom[]> {
    return parse(reportedRooms, await (await fetch(`${this.origin}/api/rooms`)).json());
  }

  /** The publisher leaves; the tests have no media that could end. */
  async close(room: string): Promise<void> {
    const reply = await fetch(`${this.origin}/api/admin/rooms/${room}/close`, {
      method: "POST",
      headers: { "x-auth-token": adminToken },
    });
    if (reply.status !== 200) {
      throw new Error(`closing ${room} on ${this.id}: ${reply.status}`);
    }
  }

  signal(name: NodeJS.Signals): void {
    this.running.signal(name);
  }

  async kill(): Promise<void> {
    await this.running.kill();
  }

  /** After a kill, as an empty process on the same port. */
  async restart(): Promise<void> {
    this.running = await run(this.id, this.port, this.env);
  }
}

function run(id: string, port: number, env: Readonly<Record<string, string>>): Promise<Running> {
  return Running.start(
    process.execPath,
    ["--require", `${project}/cli/typescript.cjs`, `${project}/__tests__/integration/go-live/stand-in/main.ts`],
    ({ output }) => output.includes("listening"),
    { ADMIN_TOKEN: adminToken, ...env, NAME: id, HTTP_ADDR: `:${port}` },
  );
}

/** As many instances as a small deployment has. */
export function startInstances(count = 3, env: Readonly<Record<string, string>> = {}): Promise<readonly Instance[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => Instance.start(`live-${index + 1}`, env)));
}
