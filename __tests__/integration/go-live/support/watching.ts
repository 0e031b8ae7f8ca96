import { inParallel, play } from "./clients";
import { pause } from "./programs";

/** Viewers who come all the time, to rooms that have to stay where they are. */
export class Watching {
  readonly failures: string[] = [];
  count = 0;
  private going = true;
  private readonly done: Promise<void>;

  /** @param homes room → instance that has it */
  constructor(ports: readonly number[], homes: ReadonlyMap<string, string>) {
    this.done = this.run(ports, [...homes]);
  }

  async stop(): Promise<void> {
    this.going = false;
    await this.done;
  }

  private async run(ports: readonly number[], homes: readonly (readonly [string, string])[]): Promise<void> {
    while (this.going) {
      await inParallel(
        homes,
        async ([room, home], index) => {
          const port = ports[(index + this.count) % ports.length] ?? 0;
          const got = await play(port, room, 3000 + index).catch((error: unknown) => String(error));
          this.count += 1;
          if (typeof got === "string" || got.status !== 201 || got.instance !== home) {
            this.failures.push(
              `${room} on ${home}: ${typeof got === "string" ? got : `${got.status} from ${got.instance}`}`,
            );
          }
        },
        4,
      );
      await pause(20);
    }
  }
}
