import { boolean, optional, strictObject } from "valibot";
import { UpstreamError } from "../core/errors";
import type { JoinReply, Peer } from "../shared/wire";
import { sessionOf } from "./caller";
import { ApiProblem } from "./problem";
import { type ApiReply, type ApiRequest, readBody, roomIdOf } from "./request";
import type { Services } from "./services";
import { signalBody } from "./signal-body";

/** Body: see `JoinRequest` in shared/wire.ts. */
const joinBody = strictObject({ relayOnly: optional(boolean()) });

/** `POST rooms/{roomId}/join`: enters the room, or stays in it. */
export async function join(request: ApiRequest, services: Services): Promise<ApiReply> {
  const { userId, name } = await sessionOf(request, services);
  const roomId = roomIdOf(request);
  const { relayOnly = false } = await readBody(request, joinBody);
  const joined = await services.rooms.join(roomId, {
    userId,
    ...(name === undefined ? {} : { name }),
    ...(relayOnly ? { relayOnly } : {}),
  });
  const { leaseSeconds, maxMembers } = services.rooms.rules;
  if (joined.kind === "full") {
    throw new ApiProblem("room-full", `A room holds ${maxMembers} members.`, { retryAfterSeconds: leaseSeconds });
  }
  if (joined.met) {
    await services.stats.count("calls");
  }
  const body: JoinReply = { roomId, peers: joined.peers, leaseSeconds };
  return { status: 200, body };
}

/** `POST rooms/{roomId}/leave`. */
export async function leave(request: ApiRequest, services: Services): Promise<ApiReply> {
  const { userId } = await sessionOf(request, services);
  const roomId = roomIdOf(request);
  await services.rooms.leave(roomId, userId);
  return { status: 204 };
}

/** `POST rooms/{roomId}/signal`: hands a message to one peer, or chat and bye to all. */
export async function signal(request: ApiRequest, services: Services): Promise<ApiReply> {
  const { userId } = await sessionOf(request, services);
  const roomId = roomIdOf(request);
  const wait = services.limits.signal.take(userId);
  if (wait !== undefined) {
    throw new ApiProblem("too-many-requests", "Too many messages; send candidates in batches.", {
      retryAfterSeconds: wait,
    });
  }
  const message = await readBody(request, signalBody);
  const peers = await requirePeers(services, roomId, userId);
  const receivers = message.to === undefined ? peers : peers.filter((peer) => peer.userId === message.to);
  if (message.to !== undefined && receivers.length === 0) {
    throw new ApiProblem("peer-not-in-room", "The member that `to` names has left or never came.");
  }
  const payload = "payload" in message ? { payload: message.payload } : {};
  try {
    await services.rooms.send(receivers, "signal", { roomId, from: userId, type: message.type, ...payload });
  } catch (error) {
    if (error instanceof UpstreamError) {
      throw new ApiProblem("delivery-failed", "Send the message again.", { retryAfterSeconds: 1 });
    }
    throw error;
  }
  return { status: 202 };
}

/** The other members of a room that the user is in. */
export async function requirePeers(services: Services, roomId: string, userId: string): Promise<readonly Peer[]> {
  const peers = await services.rooms.peersOf(roomId, userId);
  if (peers === undefined) {
    throw new ApiProblem("not-a-member", "Join the room first; a member who is silent for too long has to join again.");
  }
  return peers;
}
