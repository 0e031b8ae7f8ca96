import { ContentionError, UpstreamError } from "../core/errors";
import type { Journal } from "../ports/journal";
import { healthCheck } from "./health";
import { ApiProblem } from "./problem";
import type { ApiReply, ApiRequest } from "./request";
import { join, leave, signal } from "./rooms";
import type { Services } from "./services";
import { negotiate, session } from "./session";
import { reportCall, showStats } from "./stats";
import { turnCredentials } from "./turn-credentials";

/** An operation of the interface. */
export interface Operation {
  readonly name: string;
  readonly method: "GET" | "POST";
  /** Path below `/api`. */
  readonly route: string;
  readonly handle: (request: ApiRequest, services: Services) => Promise<ApiReply>;
}

/** All operations; README.md lists them. */
export function operations(): readonly Operation[] {
  return [
    { name: "session", method: "POST", route: "session", handle: session },
    { name: "negotiate", method: "POST", route: "negotiate", handle: negotiate },
    { name: "join", method: "POST", route: "rooms/{roomId}/join", handle: join },
    { name: "leave", method: "POST", route: "rooms/{roomId}/leave", handle: leave },
    { name: "signal", method: "POST", route: "rooms/{roomId}/signal", handle: signal },
    { name: "turn-credentials", method: "POST", route: "rooms/{roomId}/turn-credentials", handle: turnCredentials },
    { name: "stats", method: "GET", route: "stats", handle: showStats },
    { name: "report", method: "POST", route: "stats", handle: reportCall },
    { name: "health", method: "GET", route: "health", handle: healthCheck() },
  ];
}

/** Headers of every reply: nothing here may be kept by anybody on the way. */
const common = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

/** Runs an operation. Whatever goes wrong becomes problem details; nothing of an unexpected error reaches the client. */
export async function answer(journal: Journal, run: () => Promise<ApiReply>): Promise<ApiReply> {
  const reply = await run().catch((error: unknown) => toProblem(error, journal).reply());
  const type = reply.body === undefined ? {} : { "content-type": "application/json" };
  return { ...reply, headers: { ...common, ...type, ...reply.headers } };
}

function toProblem(error: unknown, journal: Journal): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  if (error instanceof ContentionError) {
    journal.warn("contention", { table: error.table });
    return new ApiProblem("busy", "Ask again.", { retryAfterSeconds: 1 });
  }
  if (error instanceof UpstreamError) {
    journal.warn("upstream_failed", { service: error.service, reason: error.reason });
    return new ApiProblem("dependency-failed", "Ask again.", { retryAfterSeconds: 5 });
  }
  journal.warn(
    "unexpected",
    error instanceof Error ? { kind: error.name, at: firstFrame(error) } : { kind: typeof error },
  );
  return new ApiProblem("unexpected", "This is our fault. Ask again later.", { retryAfterSeconds: 10 });
}

/** Where an error was thrown. Its message stays out: it may quote an address or a body. */
function firstFrame(error: Error): string | undefined {
  return /at (?:async )?([\w.<>]+)/.exec(error.stack?.split("\n").find((line) => /^\s+at /.test(line)) ?? "")?.[1];
}
