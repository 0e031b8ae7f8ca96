import { array, number, object, parse, picklist, string } from "valibot";
import { answer, operations } from "../../../../apps/signaling/src/api/operations";
import type { ApiReply } from "../../../../apps/signaling/src/api/request";
import type { SessionReply, TurnCredentialsReply } from "../../../../apps/signaling/src/shared/wire";
import type { World } from "./fakes";

/** Parts of a call that differ. */
export interface Call {
  readonly token?: string;
  readonly roomId?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Body as it is, instead of JSON. */
  readonly raw?: string | Uint8Array;
}

/** Calls an operation as a browser would, without a server in between. */
export async function call(world: World, name: string, options: Call = {}): Promise<ApiReply> {
  const operation = operations().find((candidate) => candidate.name === name);
  if (operation === undefined) {
    throw new Error(`no operation ${name}`);
  }
  const raw = options.raw ?? (options.body === undefined ? "" : JSON.stringify(options.body));
  const headers: Readonly<Record<string, string>> = {
    ...(raw.length === 0 ? {} : { "content-type": "application/json" }),
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
    "x-forwarded-for": "198.51.100.7:50000",
    ...options.headers,
  };
  const request = {
    header: (header: string) => headers[header],
    parameter: () => options.roomId,
    bytes: async () => (typeof raw === "string" ? new TextEncoder().encode(raw) : raw),
  };
  return answer(world.journal, () => operation.handle(request, world.services));
}

/** A new user's session. */
export async function enter(world: World, name?: string): Promise<SessionReply> {
  const issued = await world.services.sessions.issue(name === undefined ? {} : { name });
  if (issued === undefined) {
    throw new Error("a new session is always given");
  }
  return issued;
}

export const roomId = "room-0123456789";

/** Two users in one room. */
export async function pair(world: World): Promise<readonly [SessionReply, SessionReply]> {
  const [alice, bob] = [await enter(world, "Alice"), await enter(world, "Bob")];
  await call(world, "join", { token: alice.token, roomId });
  await call(world, "join", { token: bob.token, roomId });
  world.messenger.takeSent();
  return [alice, bob];
}

const credentialsShape = object({
  iceServers: array(object({ urls: array(string()), username: string(), credential: string() })),
  source: picklist(["aws", "azure", "metered"]),
  ttlSeconds: number(),
  expiresAt: string(),
});

/** The credentials of a reply; fails if they are not what the page expects. */
export function credentialsIn(reply: ApiReply): TurnCredentialsReply {
  return parse(credentialsShape, reply.body);
}
