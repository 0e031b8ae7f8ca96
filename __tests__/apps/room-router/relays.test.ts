import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileSecret } from "../../../apps/room-router/src/bootstrap/file-secret";
import { TwilioRelays } from "../../../apps/room-router/src/bootstrap/twilio-relays";
import { XirsysRelays } from "../../../apps/room-router/src/bootstrap/xirsys-relays";

const file = join(mkdtempSync(join(tmpdir(), "relays-")), "secret");
writeFileSync(file, "secret-of-the-account\n");
const secret = new FileSecret(file);
const order = { userId: "user", ttlSeconds: 600 };
const asked: { url: string; method: string | undefined; body: string; authorization: string | null }[] = [];

function answer(reply: unknown): void {
  jest.spyOn(globalThis, "fetch").mockImplementation(async (url, init) => {
    const authorization = new Headers(init?.headers).get("authorization");
    asked.push({ url: String(url), method: init?.method, body: String(init?.body), authorization });
    return new Response(JSON.stringify(reply));
  });
}

beforeEach(() => {
  asked.splice(0);
});

afterEach(() => jest.restoreAllMocks());

it("asks Twilio for a token that ends in time, and keeps its relays alone", async () => {
  answer({
    ice_servers: [
      { urls: "stun:global.stun.twilio.com:3478" },
      { urls: "turn:global.turn.twilio.com:3478?transport=udp", username: "u", credential: "c" },
    ],
  });
  expect(await new TwilioRelays("AC1", secret).issue(order)).toEqual([
    { urls: ["turn:global.turn.twilio.com:3478?transport=udp"], username: "u", credential: "c" },
  ]);
  expect(asked).toEqual([
    {
      url: "https://api.twilio.com/2010-04-01/Accounts/AC1/Tokens.json",
      method: "POST",
      body: "Ttl=600",
      authorization: `Basic ${Buffer.from("AC1:secret-of-the-account").toString("base64")}`,
    },
  ]);
});

it("asks Xirsys for credentials of its channel that end in time", async () => {
  const urls = ["stun:eu.xirsys.com", "turn:eu.xirsys.com:80?transport=udp"];
  answer({ s: "ok", v: { iceServers: { urls, username: "u", credential: "c" } } });
  expect(await new XirsysRelays("ident", "live", secret).issue(order)).toEqual([
    { urls: ["turn:eu.xirsys.com:80?transport=udp"], username: "u", credential: "c" },
  ]);
  expect(asked).toMatchObject([
    { url: "https://global.xirsys.net/_turn/live", method: "PUT", body: '{"format":"urls","expire":"600"}' },
  ]);
});

it("hides what a service says when it refuses", async () => {
  answer({ s: "error", v: "unauthorized secret-of-the-account" });
  await expect(new XirsysRelays("ident", "live", secret).issue(order)).rejects.toThrow(/^xirsys: unexpected_reply$/);
});
