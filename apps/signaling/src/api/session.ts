import { maxLength, optional, pipe, regex, strictObject, string, trim } from "valibot";
import { addressIdsOf, bearer, sessionOf } from "./caller";
import { ApiProblem } from "./problem";
import { type ApiReply, type ApiRequest, readBody } from "./request";
import type { Services } from "./services";

/** Letters, marks, digits, punctuation, symbols and spaces of any script; no control or direction characters that could disguise a name. */
const body = strictObject({
  name: optional(
    pipe(string(), trim(), maxLength(40), regex(/^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]*$/u, "printable text")),
  ),
});

/** `POST session`: a user id of one's own, or the same again with a valid token. */
export async function session(request: ApiRequest, services: Services): Promise<ApiReply> {
  const renew = bearer(request) === undefined ? undefined : await sessionOf(request, services);
  const { name } = await readBody(request, body);
  const { line } = await addressIdsOf(request, services);
  const grant = await services.caps.take([
    {
      key: `session:address:${line}`,
      name: "address",
      limits: [{ window: "hour", count: services.limits.sessionsPerHour }],
    },
  ]);
  if (!grant.granted) {
    throw new ApiProblem("too-many-requests", "Too many sessions from this network within the hour.", {
      retryAfterSeconds: grant.retryAfterSeconds,
    });
  }
  const issued = await services.sessions.issue({
    ...(name === undefined || name === "" ? {} : { name }),
    ...(renew === undefined ? {} : { renew }),
  });
  if (issued === undefined) {
    throw new ApiProblem("session-over", "Ask for a new session without a token; it has another user id.");
  }
  if (renew === undefined) {
    await services.stats.count("sessions");
  }
  return { status: 200, body: issued };
}

/** `POST negotiate`: address and token for the SignalR connection, as the user of the session. */
export async function negotiate(request: ApiRequest, services: Services): Promise<ApiReply> {
  const { userId } = await sessionOf(request, services);
  return { status: 200, body: await services.messenger.negotiate(userId) };
}
