/** One process of Go-Live. */
export interface Instance {
  /** Short name that never changes while the process lives: it stands in Redis, in metrics and in the address of a drain. */
  readonly id: string;
  /** Such as `http://10.0.0.11:8080`. */
  readonly origin: string;
}

/** A room as an instance reports it. */
export interface LiveRoom {
  readonly name: string;
  readonly hasPublisher: boolean;
}
