import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import type { ApiReply, ApiRequest } from "../api/request";

/** A request of Azure Functions, as the operations see it. */
export function fromHttpRequest(request: HttpRequest): ApiRequest {
  return {
    header: (name) => request.headers.get(name) ?? undefined,
    parameter: (name) => request.params[name],
    bytes: (limit) => readUpTo(request.body, limit),
  };
}

export function toHttpResponse(reply: ApiReply): HttpResponseInit {
  return {
    status: reply.status,
    headers: { ...reply.headers },
    ...(reply.body === undefined ? {} : { body: JSON.stringify(reply.body) }),
  };
}

/** Reads until there is more than wanted: a body that lies about its length, or says none, costs no more memory than an honest one. */
export async function readUpTo(body: AsyncIterable<Uint8Array> | null, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) {
      break;
    }
  }
  return Buffer.concat(chunks);
}
