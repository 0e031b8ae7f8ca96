import { createSocket, type Socket } from "node:dgram";
import { lookAtApi } from "../../../cli/pipelines/smoke/api";
import type { Finding } from "../../../cli/pipelines/smoke/finding";
import { lookAtPage } from "../../../cli/pipelines/smoke/page";
import { lookAtServers } from "../../../cli/pipelines/smoke/servers";
import { type Stand, startStand } from "../signaling/stand";
import { type Answer, LocalServer } from "./local-server";

const wrong = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ what, wrong: reason }) => (reason === undefined ? [] : `${what}: ${reason}`));

describe("a look at the functions", () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await startStand({ TURN_SHARED_SECRET: "a-shared-secret-of-the-relays-0123456789" });
  });
  afterAll(() => stand.stop());

  it("finds nothing wrong where they run", async () => {
    const findings = await lookAtApi({ api: stand.api, signalr: stand.signalr, origin: "https://page.example.com" });
    expect(findings).toHaveLength(7);
    expect(wrong(findings)).toEqual([]);
  });

  it("finds functions that lead to the messages of another region", async () => {
    const place = { api: stand.api, signalr: "https://other.service.signalr.net", origin: "https://page.example.com" };
    expect(wrong(await lookAtApi(place))).toEqual([
      expect.stringMatching(/^the way to the messages is that of this region: /),
    ]);
  });

  it("finds that nobody is there", async () => {
    const place = { api: "http://127.0.0.1:9/api", signalr: "http://127.0.0.1:9", origin: "https://page.example.com" };
    expect(wrong(await lookAtApi(place)).length).toBe(7);
  });
});

describe("a look at the page", () => {
  const servers: LocalServer[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  async function look(page: Answer, config: Answer): Promise<readonly string[]> {
    const server = await LocalServer.start((line) => (line === "GET /config.json" ? config : page));
    servers.push(server);
    return wrong(await lookAtPage(server.url));
  }

  const page = {
    headers: { "content-security-policy": "default-src 'self'", "x-content-type-options": "nosniff" },
    body: "<!doctype html>",
  };
  const config = { body: { endpoints: [{ key: "westeurope", api: "https://functions.example.com/api" }], stun: [] } };

  it("finds nothing wrong where it is as it should be", async () => {
    expect(await look(page, config)).toEqual([]);
  });

  it("finds a policy that is missing or open, and a page that knows no functions", async () => {
    expect(await look({ ...page, headers: {} }, config)).toHaveLength(1);
    const open = { ...page.headers, "content-security-policy": "default-src 'self' 'unsafe-inline'" };
    expect(await look({ ...page, headers: open }, { body: { endpoints: [] } })).toHaveLength(2);
  });
});

describe("a look at servers", () => {
  let relay: Socket;
  let url = "";
  beforeAll(async () => {
    relay = createSocket("udp4", (request, from) => {
      // A success without an address: the transaction is what is looked at.
      const reply = Buffer.from(request.subarray(0, 20));
      reply.writeUInt16BE(0x0101, 0);
      relay.send(reply, from.port, from.address);
    });
    await new Promise<void>((resolve) => relay.bind(0, "127.0.0.1", resolve));
    url = `turn:127.0.0.1:${relay.address().port}?transport=udp`;
  });
  afterAll(() => new Promise<void>((resolve) => relay.close(() => resolve())));

  it("finds nothing wrong with one that answers a binding request", async () => {
    expect(wrong(await lookAtServers([url]))).toEqual([]);
  });

  it("finds one that is not there", async () => {
    expect(wrong(await lookAtServers([url, "turn:127.0.0.1:9?transport=tcp", "https://127.0.0.1:9/"]))).toHaveLength(2);
  });
});
