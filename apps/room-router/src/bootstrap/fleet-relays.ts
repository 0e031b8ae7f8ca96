import type { Clock } from "@webrtc-stacks/signaling/ports/clock";
import type { CredentialOrder } from "@webrtc-stacks/signaling/ports/turn-source";
import { turnRestCredential } from "@webrtc-stacks/signaling/turn/shared-secret-source";
import type { IceServer } from "@webrtc-stacks/signaling/wire";
import type { FileSecret } from "./file-secret";
import type { RelaySource } from "./relay-source";

/** Coturn nodes of our own: the shared secret is enough, nobody is asked. */
export class FleetRelays implements RelaySource {
  constructor(
    private readonly secret: FileSecret,
    private readonly urls: readonly string[],
    private readonly clock: Clock,
  ) {}

  async issue({ userId, ttlSeconds }: CredentialOrder): Promise<readonly IceServer[]> {
    const expiry = Math.floor(this.clock.now() / 1000) + ttlSeconds;
    return [{ urls: this.urls, ...turnRestCredential(await this.secret.value(), userId, expiry) }];
  }
}
