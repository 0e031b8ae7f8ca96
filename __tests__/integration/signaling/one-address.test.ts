import { request } from "node:http";
import { object, parse, string } from "valibot";
import { type Stand, startStand } from "./stand";

let stand: Stand;

beforeAll(async () => {
  stand = await startStand({ TURN_DAILY_CAP: "600" });
});

afterAll(() => stand.stop());

const sessionShape = object({ token: string() });
const problemShape = object({ code: string() });

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A request from one of the addresses of the loopback interface, which the functions' platform sees. */
function post(from: string, path: string, token?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${stand.api}/${path}`,
      {
        method: "POST",
        localAddress: from,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: response.statusCode ?? 0, body: text === "" ? undefined : JSON.parse(text) });
        });
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

/** A new guest in a room with another one, who asks for credentials. */
async function credentialFrom(from: string, room: string): Promise<Answer> {
  const tokens = [];
  for (let n = 0; n < 2; n += 1) {
    const { token } = parse(sessionShape, (await post(from, "session")).body);
    await post(from, `rooms/${room}/join`, token);
    tokens.push(token);
  }
  return post(from, `rooms/${room}/turn-credentials`, tokens[0]);
}

it("keeps relays for others when one address takes all that it can get", async () => {
  let granted = 0;
  let refusal: Answer | undefined;
  for (let n = 0; n < 40 && refusal === undefined; n += 1) {
    const answer = await credentialFrom("127.0.1.1", `attack-${String(n).padStart(10, "0")}`);
    granted += answer.status === 200 ? 1 : 0;
    refusal = answer.status === 200 ? undefined : answer;
  }
  expect(granted).toBeLessThanOrEqual((600 * 5) / 100);
  expect(refusal?.status).toBe(429);
  expect(parse(problemShape, refusal?.body).code).toBe("too-many-requests");
  expect((await credentialFrom("127.0.2.1", "victim-0123456789")).status).toBe(200);
});
