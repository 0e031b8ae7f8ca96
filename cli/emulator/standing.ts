import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EmulatedEnvironment } from "./emulated-environment";
import { Emulator } from "./emulator";
import { Workspace } from "./workspace";

const states = resolve(__dirname, "../../.state/emulator");

/** An environment that stands on an emulator of its own between two commands. */
export class StandingEnvironment {
  private readonly directory: string;
  private readonly record: string;
  private readonly withdraw = (): void => rmSync(this.record, { force: true });

  constructor(private readonly name: string) {
    this.directory = join(states, name);
    this.record = join(this.directory, "emulator.json");
  }

  /** Starts the emulator and writes the stacks; refused while the environment stands. It ends with this process unless it is kept. */
  async start(say: (line: string) => void): Promise<EmulatedEnvironment> {
    const standing = await this.find(say);
    if (standing !== undefined) {
      throw new Error(
        `${this.name} already stands on ${standing.emulator.url} → npm run destroy:emulator -- ${this.name}`,
      );
    }
    this.forget();
    mkdirSync(this.directory, { recursive: true });
    const environment = await EmulatedEnvironment.start(this.name, this.directory, say, "detached");
    const { url, pid } = environment.emulator;
    writeFileSync(this.record, JSON.stringify({ url, pid }));
    process.once("exit", this.withdraw);
    return environment;
  }

  /** Leaves the environment standing for later commands. */
  keep(environment: EmulatedEnvironment): void {
    environment.emulator.leaveRunning();
    process.off("exit", this.withdraw);
  }

  /** The environment, if it stands. */
  async find(say: (line: string) => void): Promise<EmulatedEnvironment | undefined> {
    if (!existsSync(this.record)) {
      return undefined;
    }
    const { url, pid }: { readonly url: string; readonly pid: number } = JSON.parse(readFileSync(this.record, "utf8"));
    const emulator = Emulator.running(url, pid);
    return (await emulator.answers())
      ? EmulatedEnvironment.at(this.name, emulator, new Workspace(this.directory, url, say))
      : undefined;
  }

  /** Removes stacks, states and logs. */
  forget(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
