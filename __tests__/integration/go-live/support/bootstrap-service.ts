import type { Endpoint } from "../../../../modules/nodes/go-live/room-hash-input";
import { freePort, project, Running } from "./programs";

/** Token that rooms ask for, as a header. */
export const roomToken = { "x-auth-token": "token-of-the-pages" } as const;

/** Relay that is handed out to who shows the token. */
export const relayUrl = "turn:turn.example.com:3478?transport=udp";

/** The service behind `/api/bootstrap`, with a fleet of its own. */
export class BootstrapService {
  private constructor(
    readonly endpoint: Endpoint,
    private readonly running: Running,
  ) {}

  static async start(): Promise<BootstrapService> {
    const endpoint = { host: "127.0.0.1", port: await freePort() };
    const address = `${endpoint.host}:${endpoint.port}`;
    const running = await Running.start(
      "python3",
      [`${project}/templates/go-live/bootstrap.py`],
      async () => (await fetch(`http://${address}/healthz`).catch(() => undefined))?.ok === true,
      {
        BOOTSTRAP_ADDR: address,
        TURN_KIND: "own",
        TURN_URLS: relayUrl,
        TURN_SHARED_SECRET: "shared-secret-of-the-fleet",
        STUN_URLS: "stun:stun.example.com:3478",
        AUTH_TOKEN: roomToken["x-auth-token"],
      },
    );
    return new BootstrapService(endpoint, running);
  }

  kill(): Promise<void> {
    return this.running.kill();
  }
}
