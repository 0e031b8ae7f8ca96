import { array, maxLength, optional, picklist, pipe, strictObject } from "valibot";
import type { Issued } from "../turn/credential-desk";
import { addressIdsOf, sessionOf } from "./caller";
import { ApiProblem } from "./problem";
import { type ApiReply, type ApiRequest, readBody, roomIdOf } from "./request";
import { requirePeers } from "./rooms";
import type { Services } from "./services";

/** Body: see `TurnCredentialsRequest` in shared/wire.ts. */
export const turnCredentialsBody = strictObject({
  avoid: optional(pipe(array(picklist(["aws", "azure", "metered"])), maxLength(3))),
});

/** `POST rooms/{roomId}/turn-credentials`: for a member of a room in which somebody else is too. */
export async function turnCredentials(request: ApiRequest, services: Services): Promise<ApiReply> {
  const { userId } = await sessionOf(request, services);
  const roomId = roomIdOf(request);
  const { avoid = [] } = await readBody(request, turnCredentialsBody);
  const peers = await requirePeers(services, roomId, userId);
  if (peers.length === 0) {
    throw new ApiProblem("room-lonely", "Ask again when a peer has joined.", { retryAfterSeconds: 5 });
  }
  const addressIds = await addressIdsOf(request, services);
  const issued = await services.desk.issue({ userId, ...addressIds, avoid });
  if (issued.kind === "issued") {
    await services.stats.count(`credentials_${issued.source}`);
  }
  return issuedReply(issued);
}

/** Answer to an issue, the same from Azure Functions and AWS Lambda. */
export function issuedReply(issued: Issued): ApiReply {
  switch (issued.kind) {
    case "issued": {
      const { kind: _kind, ...body } = issued;
      return { status: 200, body };
    }
    case "off":
      throw new ApiProblem("turn-off", "Go on without a relay.", { retryAfterSeconds: 300 });
    case "unavailable":
      throw new ApiProblem("turn-unavailable", "Ask again, or go on without a relay.", { retryAfterSeconds: 10 });
    case "capped": {
      const { retryAfterSeconds, scope } = issued;
      const code = scope === "everyone" ? "turn-unavailable" : "too-many-requests";
      throw new ApiProblem(code, `The cap on TURN credentials per ${words[scope]} is reached.`, { retryAfterSeconds });
    }
  }
}

const words = { user: "user", address: "network", network: "network", everyone: "day" } as const;
