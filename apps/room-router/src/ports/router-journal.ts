/** Why a request was not passed on. */
export type Refusal = "closed" | "body" | "busy" | "rooms" | "rate" | "no-instance" | "name";

/** What the router says about itself, in numbers. */
export interface RouterJournal {
  request(route: string, status: number, seconds: number): void;
  refused(cause: Refusal): void;
  /** A room was placed by hash, because Redis is away. */
  fellBack(): void;
  /** A room left an instance that is down, or that drains. */
  moved(cause: "dead" | "draining"): void;
  /** Rooms that two instances have. */
  conflicts(count: number): void;
  /** Something went wrong behind the router. */
  failed(what: "connect" | "reset" | "timeout" | "answer"): void;
}
