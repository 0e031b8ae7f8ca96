import type { ClientMethods, NegotiateReply } from "../shared/wire";

/** Delivery to browsers, by user: a message to a user reaches every connection of theirs and nobody else. */
export interface Messenger {
  /** Address and token with which a client connects as `userId`. */
  negotiate(userId: string): Promise<NegotiateReply>;
  /** Resolves when the service has taken the message; whether the user is connected is not said. */
  send<Method extends keyof ClientMethods>(
    userId: string,
    method: Method,
    argument: ClientMethods[Method],
  ): Promise<void>;
}
