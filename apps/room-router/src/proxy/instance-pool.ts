import type { IncomingHttpHeaders } from "node:http";
import { type Dispatcher, Pool } from "undici";

/** Largest answer that is passed on, bytes: an SDP answer has thousands, a demo page tens of thousands. */
const largestAnswer = 1_048_576;

/** What an instance answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as an instance gets it. */
export interface Outgoing {
  readonly method: "GET" | "POST" | "OPTIONS";
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | null;
}

/** Bounds of the requests to one instance. */
export interface PoolLimits {
  readonly connectMilliseconds: number;
  readonly answerMilliseconds: number;
  /** Requests under way at once. */
  readonly inFlight: number;
}

/** The instance has as many requests under way as it may. */
export class InstanceBusy extends Error {
  override readonly name = "InstanceBusy";
}

/** Connections to one instance. */
export class InstancePool {
  private readonly pool: Pool;
  private underWay = 0;

  constructor(
    origin: string,
    private readonly limits: PoolLimits,
  ) {
    this.pool = new Pool(origin, {
      connections: limits.inFlight,
      pipelining: 1,
      connect: { timeout: limits.connectMilliseconds },
      headersTimeout: limits.answerMilliseconds,
      bodyTimeout: limits.answerMilliseconds,
      maxResponseSize: largestAnswer,
      // The program closes idle connections after 60 s.
      keepAliveTimeout: 30_000,
    });
  }

  /** @throws InstanceBusy, or the error of undici */
  send(request: Outgoing): Promise<Answer> {
    if (this.underWay >= this.limits.inFlight) {
      return Promise.reject(new InstanceBusy());
    }
    this.underWay += 1;
    return new Promise<Answer>((resolve, reject) => {
      this.pool.dispatch({ ...request, idempotent: false }, new WholeAnswer(resolve, reject));
    }).finally(() => {
      this.underWay -= 1;
    });
  }

  close(): void {
    // Requests that are under way may end; who closes does not wait for them.
    this.pool.close().catch(() => undefined);
  }
}

/** Collects an answer. Undici's ready-made stream does the same at twice the cost. */
class WholeAnswer implements Dispatcher.DispatchHandler {
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  onRequestStart(): void {}

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only] = this.chunks;
    const body = this.chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.chunks);
    this.resolve({ status: this.status, headers: this.headers, body });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.reject(error);
  }
}
