import type { ProblemReply } from "../shared/wire";
import type { ApiReply } from "./request";

/** Every way in which a request can be refused. The key is the last part of the problem's type. */
const problems = {
  "room-id-invalid": { status: 400, title: "Not a room id" },
  "body-not-json": { status: 400, title: "The body is not JSON" },
  "session-invalid": { status: 401, title: "No valid session" },
  "session-over": { status: 401, title: "The session cannot be renewed any more" },
  "caller-unknown": { status: 401, title: "The caller is not known" },
  "not-a-member": { status: 403, title: "Not a member of the room" },
  "peer-not-in-room": { status: 404, title: "The peer is not in the room" },
  "room-full": { status: 409, title: "The room is full" },
  "room-lonely": { status: 409, title: "Nobody else is in the room" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "body-type-unsupported": { status: 415, title: "The body has to be application/json" },
  "body-invalid": { status: 422, title: "The body has wrong fields" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  unexpected: { status: 500, title: "Something went wrong" },
  busy: { status: 503, title: "Too busy" },
  "delivery-failed": { status: 503, title: "The message was not delivered" },
  "dependency-failed": { status: 503, title: "A service that this needs does not answer" },
  "turn-off": { status: 503, title: "Relays are switched off" },
  "turn-unavailable": { status: 503, title: "No source of relays answers" },
} as const;

export type ProblemCode = keyof typeof problems;

/** More about a refusal. */
export interface ProblemDetails {
  readonly retryAfterSeconds?: number;
  readonly errors?: NonNullable<ProblemReply["errors"]>;
}

/** A refusal. Thrown where the reason is found, answered in one place. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly code: ProblemCode,
    /** What is wrong with this request, and what to do, in a sentence. No secret, nothing about others. */
    readonly detail: string,
    readonly more: ProblemDetails = {},
  ) {
    super(detail);
  }

  /** As RFC 9457 wants it. */
  reply(): ApiReply {
    const { status, title } = problems[this.code];
    const body: ProblemReply = {
      type: `urn:webrtc-signaling:problem:${this.code}`,
      title,
      status,
      detail: this.detail,
      code: this.code,
      ...this.more,
    };
    return {
      status,
      body,
      headers: {
        "content-type": "application/problem+json",
        ...(this.more.retryAfterSeconds === undefined ? {} : { "retry-after": String(this.more.retryAfterSeconds) }),
        ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
      },
    };
  }
}
