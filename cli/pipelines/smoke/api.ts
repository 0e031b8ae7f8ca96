import * as v from "valibot";
import { expectThat, type Finding, look } from "./finding";

/** Where the functions of a region are. */
export interface ApiPlace {
  /** `https://…/api` */
  readonly api: string;
  /** Address of the message service that browsers connect to. */
  readonly signalr: string;
  /** Origin of the page. */
  readonly origin: string;
}

const session = v.object({ token: v.string(), userId: v.string() });
const negotiated = v.object({ url: v.string(), accessToken: v.string() });
const credentials = v.object({ iceServers: v.pipe(v.array(v.object({ urls: v.array(v.string()) })), v.minLength(1)) });

/** Makes a call with nobody in it, as two browsers would, and looks whether strangers are refused. */
export async function lookAtApi({ api, signalr, origin }: ApiPlace): Promise<readonly Finding[]> {
  const room = `smoke-${crypto.randomUUID()}`;
  const people: v.InferOutput<typeof session>[] = [];
  const post = async (path: string, token?: string, body?: unknown): Promise<Response> =>
    fetch(`${api}/${path}`, {
      method: "POST",
      headers: {
        origin,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
  const person = (index: number): v.InferOutput<typeof session> => {
    const found = people[index];
    if (!found) {
      throw new Error("there is no session to ask with");
    }
    return found;
  };
  const expectStatus = (response: Response, ...wanted: readonly number[]): void =>
    expectThat(wanted.includes(response.status), `status ${response.status} instead of ${wanted.join(" or ")}`);
  return [
    await look("the functions say that they are well", async () => {
      expectStatus(await fetch(`${api}/health`, { signal: AbortSignal.timeout(60_000) }), 200);
    }),
    await look("two people get sessions", async () => {
      for (const name of ["Smoke", "Test"]) {
        const response = await post("session", undefined, { name });
        expectStatus(response, 200);
        people.push(v.parse(session, await response.json()));
      }
    }),
    await look("nobody gets anything without a session, or with a forged one", async () => {
      expectStatus(await post("negotiate"), 401);
      expectStatus(await post("negotiate", `${person(0).token}x`), 401);
    }),
    await look("the way to the messages is that of this region", async () => {
      const response = await post("negotiate", person(0).token);
      expectStatus(response, 200);
      const { url } = v.parse(negotiated, await response.json());
      expectThat(new URL(url).host === new URL(signalr).host, `it leads to ${new URL(url).host}`);
    }),
    await look("both join a room and one calls the other", async () => {
      for (const index of [0, 1]) {
        expectStatus(await post(`rooms/${room}/join`, person(index).token), 200);
      }
      const offer = { type: "offer", to: person(1).userId, payload: { sdp: "v=0" } };
      expectStatus(await post(`rooms/${room}/signal`, person(0).token, offer), 202);
    }),
    await look("relays can be had, or nobody offers any", async () => {
      const response = await post(`rooms/${room}/turn-credentials`, person(0).token);
      expectStatus(response, 200, 503);
      const body: unknown = await response.json();
      if (response.status === 200) {
        v.parse(credentials, body);
      } else {
        expectThat(v.is(v.object({ code: v.literal("turn-off") }), body), `refused with ${JSON.stringify(body)}`);
      }
    }),
    await look("both leave", async () => {
      for (const index of [0, 1]) {
        expectStatus(await post(`rooms/${room}/leave`, person(index).token), 204);
      }
    }),
  ];
}

/** Whether browsers on the page may call the functions, and those on other pages may not. The platform answers, not the code. */
export function lookAtOrigins({ api, origin }: ApiPlace): Promise<Finding> {
  return look("the page may call the functions, another page may not", async () => {
    for (const [asking, wanted] of [
      [origin, origin],
      ["https://stranger.invalid", null],
    ] as const) {
      const response = await fetch(`${api}/session`, {
        method: "OPTIONS",
        headers: { origin: asking, "access-control-request-method": "POST" },
        signal: AbortSignal.timeout(30_000),
      });
      const allowed = response.headers.get("access-control-allow-origin");
      expectThat(allowed === wanted, `${asking} is ${allowed === null ? "refused" : `let in as ${allowed}`}`);
    }
  });
}
