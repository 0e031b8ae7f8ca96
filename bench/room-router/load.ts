import { Pool } from "undici";

const offer = `v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n${"a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n".repeat(60)}`;

/** Viewers who ask for live rooms on connections that stay open, as a balancer in front keeps them. */
export class Load {
  private readonly pool: Pool;

  constructor(port: number, connections: number) {
    this.pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  }

  /** @returns instance that answered */
  async play(room: string): Promise<string> {
    const { statusCode, headers, body } = await this.pool.request({
      method: "POST",
      path: `/api/whep/play/${room}`,
      headers: { "content-type": "application/sdp" },
      body: offer,
    });
    await body.dump();
    if (statusCode !== 201) {
      throw new Error(`${room}: ${statusCode}`);
    }
    return String(headers["x-instance"]);
  }

  /** Milliseconds until the answer. */
  async time(room: string): Promise<number> {
    const started = performance.now();
    await this.play(room);
    return performance.now() - started;
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
