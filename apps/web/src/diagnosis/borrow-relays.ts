import type { TurnCredentialsReply } from "@webrtc-stacks/signaling/wire";
import { newRoomId } from "../room/room-link";
import { SignalingApi } from "../signaling/api";

/**
 * Credentials for a look at the relays. They are given to members of a room with somebody else in it, so this browser enters a room
 * of its own twice. It counts against the caps like any call.
 */
export async function borrowRelays(base: string): Promise<TurnCredentialsReply> {
  const roomId = newRoomId();
  const [one, other] = await Promise.all([SignalingApi.open(base, ""), SignalingApi.open(base, "")]);
  await one.join(roomId, {});
  await other.join(roomId, {});
  try {
    return await one.turnCredentials(roomId, {});
  } finally {
    await Promise.allSettled([one.leave(roomId), other.leave(roomId)]);
  }
}
