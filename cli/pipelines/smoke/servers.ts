import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { expectThat, type Finding, look } from "./finding";

/** A binding request of STUN (RFC 8489 §5): every TURN server answers it, without a credential. */
const magicCookie = 0x2112a442;
const headerBytes = 20;
const bindingRequest = 0x0001;
const bindingSuccess = 0x0101;

/** Whether the addresses that clients use answer: TURN and STUN by a binding request, the rest by HTTP. */
export function lookAtServers(urls: readonly string[]): Promise<readonly Finding[]> {
  return Promise.all(urls.map((url) => look(url, () => (/^(turns?|stuns?):/.test(url) ? bind(url) : answer(url)))));
}

async function answer(url: string): Promise<void> {
  const { status } = await fetch(url.replace(/^ws/, "http"), {
    redirect: "manual",
    signal: AbortSignal.timeout(15_000),
  });
  expectThat(status < 500, `status ${status}`);
}

async function bind(url: string): Promise<void> {
  const { secure, host, port, transport } = parseTurnUrl(url);
  const request = Buffer.alloc(headerBytes);
  request.writeUInt16BE(bindingRequest, 0);
  request.writeUInt32BE(magicCookie, 4);
  randomBytes(12).copy(request, 8);
  const reply = await (transport === "udp" ? overUdp(host, port, request) : overTcp(host, port, secure, request));
  expectThat(reply.length >= headerBytes && reply.readUInt16BE(0) === bindingSuccess, "the reply is not one of STUN");
  expectThat(reply.subarray(4, headerBytes).equals(request.subarray(4)), "the reply is to another request");
}

/** Parts of a URL of TURN or STUN (RFC 7065 §3.1, RFC 7064). */
export function parseTurnUrl(url: string): {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly transport: "udp" | "tcp";
} {
  const [, scheme = "", host = "", port, transport] =
    /^(turns?|stuns?):([\w.-]+|\[[\da-f:]+\])(?::(\d+))?(?:\?transport=(udp|tcp))?$/i.exec(url) ?? [];
  if (host === "") {
    throw new Error("not a URL of TURN or STUN");
  }
  const secure = scheme.endsWith("s");
  return {
    secure,
    host: host.replace(/^\[|\]$/g, ""),
    port: port === undefined ? (secure ? 5349 : 3478) : Number(port),
    transport: transport === "tcp" || (transport === undefined && secure) ? "tcp" : "udp",
  };
}

function overUdp(host: string, port: number, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
    const done = (settle: () => void): void => {
      clearInterval(again);
      clearTimeout(end);
      socket.close();
      settle();
    };
    const send = (): void => socket.send(request, port, host);
    // A datagram may be lost: it is sent once a second.
    const again = setInterval(send, 1000);
    const end = setTimeout(() => done(() => reject(new Error("no reply within 10 s"))), 10_000);
    socket.once("message", (reply) => done(() => resolve(reply)));
    socket.once("error", (error) => done(() => reject(error)));
    send();
  });
}

function overTcp(host: string, port: number, secure: boolean, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const ready = (): void => {
      socket.write(request);
    };
    const socket = secure ? connectTls({ host, port, servername: host }, ready) : connect({ host, port }, ready);
    socket.setTimeout(10_000, () => socket.destroy(new Error("no reply within 10 s")));
    socket.once("data", (reply) => {
      resolve(reply);
      socket.destroy();
    });
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("the server closed the connection")));
  });
}
