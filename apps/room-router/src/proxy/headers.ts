import type { IncomingHttpHeaders } from "node:http";

/** Headers that an instance reads, or that its traces need. Nothing else of a client's gets there. */
const passedOn = [
  "content-type",
  "accept",
  "authorization",
  "x-auth-token",
  "origin",
  "access-control-request-method",
  "access-control-request-headers",
  "traceparent",
  "tracestate",
  "user-agent",
] as const;

/** Headers of an answer that belong to one connection (RFC 9110 §7.6.1), or that the router writes itself. */
const ofConnection = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade", "content-length", "trailer"]);

export function requestHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of passedOn) {
    const value = headers[name];
    if (typeof value === "string") {
      passed[name] = value;
    }
  }
  return passed;
}

export function answerHeaders(
  headers: IncomingHttpHeaders,
  length: number,
): Record<string, string | string[] | number> {
  const passed: Record<string, string | string[] | number> = { "content-length": length };
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !ofConnection.has(name)) {
      passed[name] = value;
    }
  }
  return passed;
}
