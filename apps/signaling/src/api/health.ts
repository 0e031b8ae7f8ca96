import type { ApiReply, ApiRequest } from "./request";
import type { Services } from "./services";

/** How long a result is reused, milliseconds: checks cost a storage call, and anybody may ask. */
const reuseFor = 10_000;

/** `GET health`: 200 if the tables answer, else 503. */
export function healthCheck(): (request: ApiRequest, services: Services) => Promise<ApiReply> {
  let last: { readonly at: number; readonly healthy: Promise<boolean> } | undefined;
  return async (_request, services) => {
    const now = services.clock.now();
    if (last === undefined || now - last.at >= reuseFor) {
      last = { at: now, healthy: services.probe().then(yes, no) };
    }
    const healthy = await last.healthy;
    const turn = services.desk.enabled ? "on" : "off";
    return { status: healthy ? 200 : 503, body: { status: healthy ? "ok" : "failing", turn } };
  };
}

const yes = (): boolean => true;
const no = (): boolean => false;
