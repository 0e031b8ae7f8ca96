import type { CredentialOrder } from "@webrtc-stacks/signaling/ports/turn-source";
import type { IceServer } from "@webrtc-stacks/signaling/wire";

/** Where relays with short-lived credentials come from. */
export interface RelaySource {
  issue(order: CredentialOrder): Promise<readonly IceServer[]>;
}
