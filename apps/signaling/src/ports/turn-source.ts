import type { IceServer, TurnSourceName } from "../shared/wire";

/** Who gets credentials and for how long. */
export interface CredentialOrder {
  /** Pseudonym of the user: it ends in the logs of the relay. */
  readonly userId: string;
  readonly ttlSeconds: number;
}

/** Where relays come from. */
export interface TurnSource {
  readonly name: TurnSourceName;
  /** @throws UpstreamError if the source cannot give credentials now */
  issue(order: CredentialOrder): Promise<readonly IceServer[]>;
}
