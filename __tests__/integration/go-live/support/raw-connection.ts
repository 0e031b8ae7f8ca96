import { connect, type Socket } from "node:net";

/** A connection on which bytes go out as they are: clients of Node refuse to send most of what an attacker does. */
export class RawConnection {
  private got = "";
  private closed = false;
  private wake: () => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("data", (chunk) => {
      this.got += chunk.toString("latin1");
      this.wake();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.closed = true;
      this.wake();
    });
  }

  static open(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: "127.0.0.1", port });
      socket.once("error", reject);
      socket.once("connect", () => resolve(new RawConnection(socket)));
    });
  }

  /**
   * Sends text, one byte for each character.
   *
   * @returns the first whole answer to it, what came until the other side closed, or what came within the wait
   */
  async ask(text: string, milliseconds = 5_000): Promise<string> {
    this.got = "";
    this.socket.write(Buffer.from(text, "latin1"));
    const deadline = Date.now() + milliseconds;
    while (!this.closed && !isWhole(this.got, text.startsWith("HEAD ")) && Date.now() < deadline) {
      await this.more(deadline - Date.now());
    }
    return this.got;
  }

  close(): void {
    this.socket.destroy();
  }

  private more(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** One request on a connection of its own. */
export async function askOnce(port: number, text: string, milliseconds?: number): Promise<string> {
  const connection = await RawConnection.open(port);
  try {
    return await connection.ask(text, milliseconds);
  } finally {
    connection.close();
  }
}

/** Statuses of all answers until the other side closes the connection. */
export function statusesUntilClosed(port: number, text: string): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    let got = "";
    const socket = connect({ host: "127.0.0.1", port }, () => socket.write(Buffer.from(text, "latin1")));
    socket.setTimeout(5_000, () => socket.destroy(new Error(`the connection is kept after ${got}`)));
    socket.on("data", (chunk) => {
      got += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () =>
      resolve(Array.from(got.matchAll(/HTTP\/1\.[01] (\d{3})/g), ([, status]) => Number(status))),
    );
  });
}

/** Status of an answer; 0: there was none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
}

function isWhole(answer: string, headAlone: boolean): boolean {
  const end = answer.indexOf("\r\n\r\n");
  if (end < 0) {
    return false;
  }
  if (/^HTTP\/1\.1 100/.test(answer)) {
    return isWhole(answer.slice(end + 4), headAlone);
  }
  if (headAlone) {
    return true;
  }
  const head = answer.slice(0, end);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length !== undefined) {
    return answer.length >= end + 4 + Number(length);
  }
  return /^HTTP\/1\.[01] (204|304)/.test(head) || answer.endsWith("0\r\n\r\n");
}
