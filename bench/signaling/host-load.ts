import { type ChildProcess, spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { LocalSignalRService } from "../../apps/signaling/local/signalr-service";
import { type Figure, percentile } from "../figures";

const candidate = { candidate: "candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host generation 0", sdpMid: "0" };

/** Time of `negotiate`, and signals per second of the host's processor time: what one core does, whoever else uses the machine. */
export async function hostFigures(): Promise<readonly Figure[]> {
  const signalr = await LocalSignalRService.start(0);
  const child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "host.ts")], {
    env: { ...process.env, NODE_PATH: join(__dirname, "../../apps/signaling/local/worker"), SIGNALR: signalr.url },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    const client = new Client(String(await nextMessage(child)));
    return [await negotiateTime(client), await signalsPerCore(client, child)];
  } finally {
    child.disconnect();
    signalr.stop();
  }
}

async function negotiateTime(client: Client): Promise<Figure> {
  const { token } = await client.session();
  const times: number[] = [];
  for (let index = 0; index < 2200; index += 1) {
    const start = performance.now();
    await client.post("negotiate", {}, token);
    times.push(performance.now() - start);
  }
  const warm = times.slice(200);
  return { what: `negotiate over HTTP, median of ${warm.length}, ms`, value: percentile(warm, 0.5), limit: 5 };
}

async function signalsPerCore(client: Client, child: ChildProcess): Promise<Figure> {
  const pairs = await Promise.all(
    Array.from({ length: 32 }, async (_, index) => {
      const [from, to] = [await client.session(), await client.session()];
      const room = `rooms/bench-${String(index).padStart(10, "0")}`;
      await client.post(`${room}/join`, {}, from.token);
      await client.post(`${room}/join`, {}, to.token);
      const body = { type: "candidates", to: to.userId, payload: [candidate, candidate] };
      return (): Promise<unknown> => client.post(`${room}/signal`, body, from.token);
    }),
  );
  const round = async (signals: number): Promise<void> => {
    await Promise.all(
      pairs.map(async (send) => {
        for (let sent = 0; sent < signals / pairs.length; sent += 1) {
          await send();
        }
      }),
    );
  };
  await round(3200);
  const before = await processorSeconds(child);
  await round(9600);
  const seconds = (await processorSeconds(child)) - before;
  return { what: "signals per second of one core of the host", value: 9600 / seconds, limit: 1000, atLeast: true };
}

async function processorSeconds(child: ChildProcess): Promise<number> {
  const answer = nextMessage(child);
  child.send("cpu");
  return Number(await answer);
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`the host ended with ${code}`)));
  });
}

/** A client that costs little itself: kept connections, no fetch. */
class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(private readonly api: string) {}

  session(): Promise<{ readonly token: string; readonly userId: string }> {
    return this.post("session", {});
  }

  post<Reply>(path: string, body: unknown, token?: string): Promise<Reply> {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.api}/${path}`, { method: "POST", headers, agent: this.agent }, async (response) => {
        const chunks: string[] = [];
        for await (const chunk of response.setEncoding("utf8")) {
          chunks.push(String(chunk));
        }
        const text = chunks.join("");
        if ((response.statusCode ?? 500) >= 300) {
          reject(new Error(`${path}: ${response.statusCode} ${text}`));
        }
        resolve(JSON.parse(text === "" ? "null" : text));
      });
      sent.once("error", reject).end(JSON.stringify(body));
    });
  }
}
