import type { IncomingMessage } from "node:http";

/** @returns the body, or undefined if it is larger than allowed; the rest is not read then */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > limit) {
    return Promise.resolve(undefined);
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.pause();
        resolve(undefined);
      } else {
        chunks.push(chunk);
      }
    });
    request.once("end", () => {
      const [only] = chunks;
      resolve(chunks.length === 1 ? only : Buffer.concat(chunks));
    });
    request.once("error", reject);
    request.once("close", () => reject(new Error("the client left")));
  });
}
