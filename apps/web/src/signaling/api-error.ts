import type { ProblemReply } from "@webrtc-stacks/signaling/wire";

/** A request that the functions refused or that did not reach them. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** Code of the problem; `unreachable` where no answer came, `unexpected` where it was none of ours. */
    readonly code: string,
    readonly detail: string,
    /** Seconds after which asking again may help. */
    readonly retryAfterSeconds?: number,
  ) {
    super(`${code}: ${detail}`);
  }

  /** Whether the same request may succeed a moment later. */
  get passing(): boolean {
    return this.code === "unreachable" || this.retryAfterSeconds !== undefined;
  }
}

/** The error of a reply that is not a success. */
export function errorOf(status: number, text: string): ApiError {
  try {
    const { code, title, detail, retryAfterSeconds }: ProblemReply = JSON.parse(text);
    return new ApiError(String(code), `${title}. ${detail}`, retryAfterSeconds);
  } catch {
    return new ApiError("unexpected", `The answer was ${status}.`, status >= 500 ? 5 : undefined);
  }
}
