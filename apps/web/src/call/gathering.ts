/** What gathering uses of a connection. */
export type GatheringConnection = Pick<
  RTCPeerConnection,
  "addEventListener" | "getConfiguration" | "iceGatheringState"
>;

/** Watches whether a connection's relays answer when it gathers candidates. */
export class Gathering {
  /** User name at the relays of the latest gathering; undefined: it had none. */
  private user: string | undefined;
  private answered = false;

  constructor(connection: GatheringConnection) {
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState === "gathering") {
        this.user = connection.getConfiguration().iceServers?.find(({ username }) => username !== undefined)?.username;
        this.answered = false;
      }
    });
    connection.addEventListener("icecandidate", ({ candidate }) => {
      this.answered ||= candidate?.type === "relay";
    });
  }

  /** User name at the relays of the latest gathering, if none of them has answered. */
  get unanswered(): string | undefined {
    return this.answered ? undefined : this.user;
  }
}
