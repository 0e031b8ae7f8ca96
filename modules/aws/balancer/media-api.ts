import type { MediaFleetPlan } from "../../environment/topology";
import { wellKnownPorts } from "../../shared/ports";

/** One API of the media nodes and the paths under which the world reaches it. */
export interface MediaApi {
  /** Stable key: it becomes part of resource addresses. */
  readonly name: string;
  /** Port of the node, from the ports table. */
  readonly port: number;
  /** Path patterns as the balancer takes them. */
  readonly paths: readonly string[];
  /** Order in which the balancer tries the rules; unique. */
  readonly priority: number;
  /**
   * Whether a client comes back to the node that holds its session.
   * @default true
   */
  readonly sticky?: boolean;
}

/** APIs of an engine. The admin API of Janus listens on loopback and is in no list. */
export function mediaApis(engine: MediaFleetPlan["engine"]["kind"]): readonly MediaApi[] {
  switch (engine) {
    case "janus":
      return [
        { name: "http", port: wellKnownPorts.janusHttp, paths: ["/janus", "/janus/*"], priority: 10 },
        { name: "ws", port: wellKnownPorts.janusWebSocket, paths: ["/ws", "/ws/*"], priority: 20 },
      ];
    case "mediasoup":
      return [{ name: "api", port: wellKnownPorts.mediasoupApi, paths: ["/*"], priority: 10 }];
  }
}
