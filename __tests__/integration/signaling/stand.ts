import { type HubConnection, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { object, parse, string } from "valibot";
import { type RunningFunctions, runFunctions } from "../../../apps/signaling/local/run-functions";

export { type RunningFunctions as Stand, runFunctions as startStand };

/** A reply, with its body if it has one. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Parts of a request that differ. */
export interface Ask {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function ask(stand: RunningFunctions, path: string, request: Ask = {}): Promise<Reply> {
  const body = request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const response = await fetch(`${stand.api}/${path}`, {
    method: request.method ?? "POST",
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
      ...request.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

const sessionShape = object({ token: string(), userId: string() });

/** A browser: a session and a connection of the real SignalR client. */
export class Browser {
  /** What arrived, in order. */
  readonly received: { readonly method: string; readonly argument: unknown }[] = [];

  private constructor(
    private readonly stand: RunningFunctions,
    readonly userId: string,
    readonly token: string,
    private readonly connection: HubConnection,
  ) {
    for (const method of ["peerJoined", "peerLeft", "signal"]) {
      connection.on(method, (argument: unknown) => {
        this.received.push({ method, argument });
      });
    }
  }

  static async open(stand: RunningFunctions, name?: string): Promise<Browser> {
    const reply = await ask(stand, "session", { body: name === undefined ? {} : { name } });
    const { token, userId } = parse(sessionShape, reply.body);
    const connection = new HubConnectionBuilder()
      .withUrl(stand.api, { accessTokenFactory: () => token })
      .configureLogging(LogLevel.None)
      .build();
    const browser = new Browser(stand, userId, token, connection);
    await connection.start();
    return browser;
  }

  post(path: string, body?: unknown): Promise<Reply> {
    return ask(this.stand, path, { token: this.token, ...(body === undefined ? {} : { body }) });
  }

  /** Waits until as many messages arrived as expected, and gives them. */
  async receive(count: number): Promise<Browser["received"]> {
    for (let tries = 0; tries < 500 && this.received.length < count; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.received.splice(0);
  }

  /** Calls a method of the hub, which nobody may. */
  invoke(method: string, argument: unknown): Promise<unknown> {
    return this.connection.invoke(method, argument);
  }

  close(): Promise<void> {
    return this.connection.stop();
  }
}
