import type { Client } from "undici";
import type { LiveRoom } from "../core/instance";

/** Characters of an answer that are read at once: one of a megabyte would hold up every request for many milliseconds. */
const partCharacters = 8_192;

/** Asks an instance for its rooms. That it answers is the best sign of health there is: `/healthz` says 200 whatever happens. */
export async function askRooms(client: Client, timeout: number): Promise<string> {
  const signal = AbortSignal.timeout(timeout);
  const { statusCode, body } = await client.request({ method: "GET", path: "/api/rooms", signal });
  const text = await body.text();
  if (statusCode !== 200) {
    throw new TypeError(`status ${statusCode}`);
  }
  return text;
}

/** Whether a health page is green. One that does not answer is not. */
export async function isGreen(client: Client, timeout: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(timeout);
    const { statusCode, body } = await client.request({ method: "GET", path: "/healthz", signal });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}

/** Rooms of an answer, part by part. Between two objects is `},{`, which no room's name can hold. */
export function* roomsIn(text: string): Generator<readonly LiveRoom[]> {
  const list = text.trim();
  if (!list.startsWith("[") || !list.endsWith("]")) {
    throw new TypeError("not a list of rooms");
  }
  const end = list.length - 1;
  for (let start = 1; start < end; ) {
    const cut = list.indexOf("},{", start + partCharacters);
    const stop = cut < 0 ? end : cut + 1;
    const part: unknown = JSON.parse(`[${list.slice(start, stop)}]`);
    yield Array.isArray(part) ? part.filter(isRoom) : [];
    start = stop + 1;
  }
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
