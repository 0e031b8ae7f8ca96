import { request } from "node:http";

/** What a client got. */
export interface Got {
  readonly status: number;
  /** Instance that answered, "" if none did. */
  readonly instance: string;
  readonly body: string;
}

/** What a client sends. */
export interface Sends {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Number of the client: each has an address of its own in 127.0.0.0/8. */
  readonly client?: number;
}

const offer = `v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n${"a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n".repeat(20)}`;

/** One request on a connection of its own, with the path exactly as given. */
export function send(
  port: number,
  path: string,
  { method = "GET", headers = {}, body, client = 1 }: Sends = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        headers,
        agent: false,
        localAddress: addressOf(client),
        timeout: 20_000,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            instance: String(response.headers["x-instance"] ?? ""),
            body: Buffer.concat(chunks).toString(),
          }),
        );
        response.on("error", reject);
      },
    );
    sent.on("timeout", () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

export function publish(port: number, room: string, client = 1): Promise<Got> {
  return send(port, `/api/whip/publish/${room}`, { method: "POST", body: offer, headers: sdp, client });
}

export function play(port: number, room: string, client = 2): Promise<Got> {
  return send(port, `/api/whep/play/${room}`, { method: "POST", body: offer, headers: sdp, client });
}

const sdp = { "content-type": "application/sdp" };

/** Answers that are not what was wanted, short enough to read. */
export function otherThan(got: readonly Got[], wanted: (got: Got) => boolean): readonly string[] {
  return got.filter((one) => !wanted(one)).map(({ status, instance }) => `${status} from ${instance}`);
}

function addressOf(client: number): string {
  return `127.1.${Math.floor(client / 250) % 250}.${(client % 250) + 1}`;
}

/** Runs work for each item, some at a time: browsers arrive together, but not all in one millisecond. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
  atOnce = 20,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) {
        results[index] = await work(item, index);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

export function roomNames(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
}
