import { HttpRequest } from "@azure/functions";
import { answer, operations } from "../../../apps/signaling/src/api/operations";
import { largestBody } from "../../../apps/signaling/src/api/request";
import { fromHttpRequest, readUpTo, toHttpResponse } from "../../../apps/signaling/src/azure/http-adapter";
import { call, enter, pair, roomId } from "./support/client";
import { type World, world } from "./support/fakes";

function chat(length: number): string {
  return JSON.stringify({ type: "chat", payload: { text: "x".repeat(length) } });
}

it("bounds a body at 16 KB, whether it says its length or not", async () => {
  const here = world();
  const [alice] = await pair(here);
  const send = (raw: string, headers = {}) => call(here, "signal", { token: alice.token, roomId, raw, headers });
  const sdp = JSON.stringify({ type: "offer", to: alice.userId, payload: { sdp: "" } });
  const exact = sdp.replace('""', `"${"x".repeat(largestBody - sdp.length)}"`);
  expect(exact).toHaveLength(largestBody);
  expect((await send(exact)).status).toBe(404);
  expect(await send(`${exact} `)).toMatchObject({ status: 413, body: { code: "body-too-large" } });
  expect((await send("{}", { "content-length": "16385" })).status).toBe(413);
});

const id = "user000000000000000009";
const badBodies: readonly (readonly [string, string, number])[] = [
  ["that is no JSON", "{", 400],
  ["that is a list", "[]", 422],
  ["that is text", '"offer"', 422],
  ["that is null", "null", 422],
  ["without a type", "{}", 422],
  ["of an unknown type", '{"type":"shutdown"}', 422],
  ["with an unknown field", `{"type":"bye","from":"${id}"}`, 422],
  ["with a prototype in it", '{"type":"bye","__proto__":{"admin":true}}', 422],
  ["with an offer to nobody", '{"type":"offer","payload":{"sdp":"v=0"}}', 422],
  ["with an offer to many", `{"type":"offer","to":["${id}"],"payload":{"sdp":"v=0"}}`, 422],
  ["with an offer to a path", '{"type":"offer","to":"../../users/x/:send??","payload":{"sdp":"v=0"}}', 422],
  ["with an empty offer", `{"type":"offer","to":"${id}","payload":{"sdp":""}}`, 422],
  ["with an answer that is a number", `{"type":"answer","to":"${id}","payload":{"sdp":1}}`, 422],
  ["with no candidates", `{"type":"candidates","to":"${id}","payload":[]}`, 422],
  [
    "with 21 candidates",
    `{"type":"candidates","to":"${id}","payload":[${'{"candidate":""},'.repeat(20)}{"candidate":""}]}`,
    422,
  ],
  [
    "with a candidate of 1025 characters",
    `{"type":"candidates","to":"${id}","payload":[{"candidate":"${"c".repeat(1025)}"}]}`,
    422,
  ],
  ["with a negative line", `{"type":"candidates","to":"${id}","payload":[{"candidate":"","sdpMLineIndex":-1}]}`, 422],
  ["with an empty chat", '{"type":"chat","payload":{"text":""}}', 422],
  ["with a chat of 2001 characters", chat(2001), 422],
];

it.each(badBodies)("refuses a signal %s", async (_what, raw, status) => {
  const here = world();
  const [alice] = await pair(here);
  const reply = await call(here, "signal", { token: alice.token, roomId, raw });
  expect(reply.status).toBe(status);
  expect(here.messenger.sent).toEqual([]);
});

it("refuses bytes that are no UTF-8 and bodies that are not said to be JSON", async () => {
  const here = world();
  const [alice] = await pair(here);
  const at = { token: alice.token, roomId };
  expect((await call(here, "signal", { ...at, raw: Uint8Array.of(0x22, 0xff, 0x22) })).status).toBe(400);
  const headers = { "content-type": "text/plain" };
  expect((await call(here, "signal", { ...at, raw: chat(1), headers })).status).toBe(415);
});

it("takes a batch of twenty candidates as one message", async () => {
  const here = world();
  const [alice, bob] = await pair(here);
  const payload = Array.from({ length: 20 }, () => ({
    candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host",
    sdpMid: "0",
  }));
  const body = { type: "candidates", to: bob.userId, payload };
  expect((await call(here, "signal", { token: alice.token, roomId, body })).status).toBe(202);
  expect(here.messenger.sent).toHaveLength(1);
});

it.each(["short", "x".repeat(65), "room/../../admin", "room%2F0123456", "raum-größe-01", ""])(
  "refuses the room id %j",
  async (bad) => {
    const here = world();
    const { token } = await enter(here);
    expect(await call(here, "join", { token, roomId: bad })).toMatchObject({
      status: 400,
      body: { code: "room-id-invalid" },
    });
  },
);

it("answers every refusal with problem details that nothing may store", async () => {
  const reply = await call(world(), "negotiate");
  expect(reply).toEqual({
    status: 401,
    body: {
      type: "urn:webrtc-signaling:problem:session-invalid",
      title: "No valid session",
      status: 401,
      detail: expect.stringContaining("POST session"),
      code: "session-invalid",
    },
    headers: expect.objectContaining({ "content-type": "application/problem+json", "cache-control": "no-store" }),
  });
});

it("names the fields that are wrong", async () => {
  const here = world();
  const { token } = await enter(here);
  const reply = await call(here, "report", { token, body: { roomId, path: "carrier-pigeon" } });
  expect(reply.body).toMatchObject({ errors: [{ pointer: "/path" }] });
});

it("says nothing about an unexpected error but that it was ours", async () => {
  const here = world();
  const { token } = await enter(here);
  here.services.messenger.negotiate = async () => {
    throw new Error("password=hunter2 at /srv/app");
  };
  const reply = await call(here, "negotiate", { token });
  expect(reply).toMatchObject({ status: 500, body: { code: "unexpected" } });
  expect(JSON.stringify([reply, here.journal.lines])).not.toContain("hunter2");
});

it("is healthy while the tables answer, and asks them at most every ten seconds", async () => {
  const here = world();
  const probe = jest.spyOn(here.services, "probe");
  const health = operations().find(({ name }) => name === "health");
  const ask = () => answer(here.journal, async () => health?.handle(bare(here), here.services) ?? { status: 0 });
  expect(await ask()).toMatchObject({ status: 200, body: { status: "ok", turn: "on" } });
  await ask();
  expect(probe).toHaveBeenCalledTimes(1);
  here.clock.pass(10);
  probe.mockRejectedValue(new Error("away"));
  expect(await ask()).toMatchObject({ status: 503, body: { status: "failing" } });
});

function bare(_here: World) {
  return { header: () => undefined, parameter: () => undefined, bytes: async () => new Uint8Array() };
}

it("hands what Azure Functions received to the operations, and their reply back", async () => {
  const request = new HttpRequest({
    method: "POST",
    url: `https://example.com/api/rooms/${roomId}/signal`,
    headers: { Authorization: "Bearer t", "content-type": "application/json" },
    params: { roomId },
    body: { string: '{"type":"bye"}' },
  });
  const seen = fromHttpRequest(request);
  expect([seen.header("authorization"), seen.parameter("roomId")]).toEqual(["Bearer t", roomId]);
  expect(new TextDecoder().decode(await seen.bytes(100))).toBe('{"type":"bye"}');
  expect(toHttpResponse({ status: 200, body: { a: 1 }, headers: { b: "c" } })).toEqual({
    status: 200,
    headers: { b: "c" },
    body: '{"a":1}',
  });
});

it("stops reading a body that is longer than wanted", async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (; given < 1000; given += 1) {
      yield new Uint8Array(1024);
    }
  }
  expect((await readUpTo(endless(), 3000)).length).toBe(3072);
  expect(given).toBeLessThan(4);
});
