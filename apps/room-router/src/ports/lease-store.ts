/** The store cannot be asked now. The router decides without it. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** What came of a claim. */
export interface Claim {
  /** Id of the instance that has the room. */
  readonly holder: string;
  /** Whether this claim put it there. */
  readonly made: boolean;
}

/** Room → instance, shared by all routers. Every method but `available` throws {@link StoreUnavailable}. */
export interface LeaseStore {
  readonly available: boolean;
  /** Id of the instance that has the room. */
  read(room: string): Promise<string | undefined>;
  /**
   * Gives the room to `candidate`, unless another instance has it.
   *
   * @param instead an instance that shall lose the room
   */
  claim(room: string, candidate: string, instead?: string): Promise<Claim>;
  /** Ends the lease of a room that came to nothing, if `holder` still has it. */
  release(room: string, holder: string): Promise<void>;
  /** Lengthens the leases of live rooms, and writes those that the store lost. */
  renew(holder: string, rooms: readonly string[]): Promise<void>;
  /** Instances that drain. */
  draining(): Promise<ReadonlySet<string>>;
  drain(instance: string): Promise<void>;
  stopDraining(instance: string): Promise<void>;
}
