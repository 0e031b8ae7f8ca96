import { type AddressBlocks, addressBlocks } from "../core/address-block";
import type { Session } from "../core/session";
import { ApiProblem } from "./problem";
import type { ApiRequest } from "./request";
import type { Services } from "./services";

/** The session of the bearer token. */
export async function sessionOf(request: ApiRequest, services: Services): Promise<Session> {
  const token = bearer(request);
  const session = token === undefined ? undefined : await services.sessions.verify(token);
  if (session === undefined) {
    throw new ApiProblem("session-invalid", "Get a token from POST session and send it as Authorization: Bearer.");
  }
  const wait = services.limits.request.take(session.userId);
  if (wait !== undefined) {
    throw new ApiProblem("too-many-requests", "Slow down.", { retryAfterSeconds: wait });
  }
  return session;
}

export function bearer(request: ApiRequest): string | undefined {
  return /^Bearer ([A-Za-z0-9._-]{1,2000})$/.exec(request.header("authorization") ?? "")?.[1];
}

/**
 * Pseudonyms of the blocks that the client's address lies in. The platform appends the address that it saw to X-Forwarded-For; what stands left of that
 * was sent by the client and proves nothing.
 */
export function addressIdsOf(request: ApiRequest, services: Services): Promise<AddressBlocks> {
  const hops = (request.header("x-forwarded-for") ?? "").split(",");
  return services.addressIds(addressBlocks(hops.at(-services.limits.trustedProxies)));
}
