import { regionNames } from "../../resolve/names";
import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/**
 * A room of Janus lives in the process that created it, and the balancer knows no rooms. A mediasoup application is the team's own
 * and may join its nodes itself.
 */
export const checkRooms: TurnJanusCheck = ({ media, regions }, { domain }) =>
  regions.slice(0, 1).flatMap(({ name }) =>
    findingIf(media.engine.kind === "janus" && media.nodes.max > 1, () => ({
      path: "aws.media.nodes",
      value: media.nodes,
      rule:
        `Janus will run on up to ${media.nodes.max} nodes, and a room lives on the one that created it. The balancer chooses a node for each client, so ` +
        `two people who join the same room through ${regionNames(name, domain).media} can be on different nodes: they do not see each other. ` +
        "Its cookie keeps one client on one node, and browsers do not send it from a page of another origin.",
      remedy:
        "set aws.media.nodes to 1 and a larger aws.media.instanceType, or let your signaling service hold all sessions of a room on one WebSocket " +
        "(docs/aws-turn-janus.md, Rooms on several Janus nodes)",
      warning: true,
    })),
  );
