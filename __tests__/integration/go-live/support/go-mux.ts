import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type InferOutput, object, parse, string } from "valibot";
import { freePort, program, project, Running } from "./programs";

const reached = object({ agent: string(), method: string(), target: string(), route: string(), path: string() });

/** A request as the stand-in's router read it. */
export type Reached = InferOutput<typeof reached>;

/** Name of a recording: whoever sees it has seen a listing. */
export const recording = "board-meeting_20261128.ivf";

/** The stand-in with the program's router: Go's, which reads paths otherwise than Node. */
export class GoMux {
  readonly id = "live-1";

  private constructor(
    readonly port: number,
    private readonly running: Running,
  ) {}

  static async start(): Promise<GoMux> {
    const directory = mkdtempSync(join(tmpdir(), "go-live-mux-"));
    const [records, web] = [join(directory, "records"), join(directory, "web")];
    mkdirSync(records);
    mkdirSync(web);
    writeFileSync(join(records, recording), "a recording");
    writeFileSync(join(web, "player.html"), "<title>Go-Live</title>");
    const port = await freePort();
    const running = await Running.start(
      build(directory),
      [],
      async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.ok === true,
      { HTTP_ADDR: `127.0.0.1:${port}`, RECORD_DIR: records, WEB_DIR: web },
    );
    return new GoMux(port, running);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Requests that reached it. */
  get requests(): readonly Reached[] {
    const lines = this.running.output.split("\n").filter((line) => line.startsWith("{"));
    return lines.map((line) => parse(reached, JSON.parse(line)));
  }

  kill(): Promise<void> {
    return this.running.kill();
  }
}

function build(directory: string): string {
  const binary = join(directory, "mux");
  execFileSync(program("go"), ["build", "-trimpath", "-o", binary, "."], {
    cwd: `${project}/__tests__/integration/go-live/stand-in/mux`,
    // Built as the collector is, so that both share what is compiled. The standard library is all it needs; nothing is downloaded.
    env: { ...process.env, GOTOOLCHAIN: "local", GOPROXY: "off" },
  });
  return binary;
}
