import type {
  CallReport,
  JoinReply,
  JoinRequest,
  SessionReply,
  Signal,
  TurnCredentialsReply,
  TurnCredentialsRequest,
} from "@webrtc-stacks/signaling/wire";
import { ApiError, errorOf } from "./api-error";

/** Milliseconds after which a request counts as lost. */
const patience = 8000;

/** A token is renewed when it has less than this left, milliseconds. */
const renewBefore = 5 * 60_000;

/** The functions of one region, as one user. */
export class SignalingApi {
  private constructor(
    /** Base address, to which SignalR's client adds `/negotiate`. */
    readonly base: string,
    private session: SessionReply,
  ) {}

  /** Opens a session. */
  static async open(base: string, name: string): Promise<SignalingApi> {
    return new SignalingApi(base, await post<SessionReply>(`${base}/session`, name === "" ? {} : { name }));
  }

  get userId(): string {
    return this.session.userId;
  }

  /** Token of the session; renewed in time, with the same user id. */
  async token(): Promise<string> {
    if (Date.parse(this.session.expiresAt) - Date.now() < renewBefore) {
      this.session = await post<SessionReply>(`${this.base}/session`, {}, { token: this.session.token });
    }
    return this.session.token;
  }

  join(roomId: string, request: JoinRequest): Promise<JoinReply> {
    return this.post(`rooms/${roomId}/join`, request);
  }

  /** Leaves, also while the page goes away. */
  async leave(roomId: string): Promise<void> {
    await post(`${this.base}/rooms/${roomId}/leave`, {}, { token: this.session.token, keepalive: true });
  }

  signal(roomId: string, signal: Signal): Promise<void> {
    return this.post(`rooms/${roomId}/signal`, signal);
  }

  turnCredentials(roomId: string, request: TurnCredentialsRequest): Promise<TurnCredentialsReply> {
    return this.post(`rooms/${roomId}/turn-credentials`, request);
  }

  report(report: CallReport): Promise<void> {
    return this.post("stats", report);
  }

  private async post<Reply>(path: string, body: unknown): Promise<Reply> {
    return post(`${this.base}/${path}`, body, { token: await this.token() });
  }
}

/** Whether the functions at this address can serve. */
export async function isHealthy(base: string): Promise<boolean> {
  try {
    return (await fetch(`${base}/health`, { signal: AbortSignal.timeout(patience) })).ok;
  } catch {
    return false;
  }
}

async function post<Reply>(
  url: string,
  body: unknown,
  { token, keepalive = false }: { readonly token?: string; readonly keepalive?: boolean } = {},
): Promise<Reply> {
  // The answer may break off in the middle, too.
  const { response, text } = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
    credentials: "omit",
    referrerPolicy: "no-referrer",
    keepalive,
  })
    .then(async (response) => ({ response, text: await response.text() }))
    .catch(() => {
      throw new ApiError("unreachable", "The server does not answer.");
    });
  if (!response.ok) {
    throw errorOf(response.status, text);
  }
  return JSON.parse(text === "" ? "null" : text);
}
