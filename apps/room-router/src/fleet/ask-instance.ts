import type { Client } from "undici";
import type { LiveRoom } from "../core/instance";

/** Asks an instance for its rooms. That it answers is the best sign of health there is: `/healthz` says 200 whatever happens. */
export async function askRooms(client: Client, timeout: number): Promise<readonly LiveRoom[]> {
  const signal = AbortSignal.timeout(timeout);
  const { statusCode, body } = await client.request({ method: "GET", path: "/api/rooms", signal });
  const reply: unknown = await body.json();
  if (statusCode !== 200 || !Array.isArray(reply)) {
    throw new TypeError(`status ${statusCode}, or not a list of rooms`);
  }
  return reply.filter(isRoom);
}

/** By hand: there may be tens of thousands, every second. */
function isRoom(value: unknown): value is LiveRoom {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "hasPublisher" in value &&
    typeof value.hasPublisher === "boolean"
  );
}

/** Whether nobody listens there: the process is gone, not just slow. */
export function refused(error: unknown): boolean {
  const code = errorCode(error);
  return code === "ECONNREFUSED" || code === "EHOSTUNREACH" || code === "ENETUNREACH";
}

/** Whether the request never reached an instance, so that it may go to another one. */
export function neverConnected(error: unknown): boolean {
  return refused(error) || errorCode(error) === "UND_ERR_CONNECT_TIMEOUT";
}

export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
