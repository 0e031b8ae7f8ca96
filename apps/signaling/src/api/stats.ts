import { picklist, pipe, regex, strictObject, string } from "valibot";
import { sessionOf } from "./caller";
import { ApiProblem } from "./problem";
import { type ApiReply, type ApiRequest, readBody } from "./request";
import { requirePeers } from "./rooms";
import type { Services } from "./services";

const body = strictObject({
  roomId: pipe(string(), regex(/^[A-Za-z0-9_-]{10,64}$/, "a room id")),
  path: picklist(["host", "srflx", "prflx", "relay", "failed"]),
});

/** `GET stats`: counts per day, for anybody. */
export async function showStats(_request: ApiRequest, services: Services): Promise<ApiReply> {
  return { status: 200, body: await services.stats.show() };
}

/** `POST stats`: how a call of a member went. Who and where is checked and then forgotten. */
export async function reportCall(request: ApiRequest, services: Services): Promise<ApiReply> {
  const { userId } = await sessionOf(request, services);
  const wait = services.limits.report.take(userId);
  if (wait !== undefined) {
    throw new ApiProblem("too-many-requests", "One report per call.", { retryAfterSeconds: wait });
  }
  const { roomId, path } = await readBody(request, body);
  await requirePeers(services, roomId, userId);
  await services.stats.count(`path_${path}`);
  return { status: 204 };
}
