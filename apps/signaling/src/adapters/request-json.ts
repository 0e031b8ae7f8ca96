import { type GenericSchema, type InferOutput, safeParse } from "valibot";
import { UpstreamError } from "../core/errors";

/** Longest that a service may take, milliseconds. */
const timeout = 3000;

/** Parts of a request that differ. */
export interface JsonRequest {
  readonly method?: "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; URLSearchParams as a form. */
  readonly body?: unknown;
}

/**
 * Asks a service for JSON. Every failure becomes an UpstreamError with a status or a word: addresses, headers and bodies may
 * hold secrets, and the errors of `fetch` quote addresses.
 */
export async function requestJson<Schema extends GenericSchema>(
  service: string,
  url: URL,
  schema: Schema,
  request: JsonRequest = {},
): Promise<InferOutput<Schema>> {
  const response = await send(service, url, request);
  const parsed = safeParse(schema, await readJson(service, response));
  if (!parsed.success) {
    throw new UpstreamError(service, "unexpected_reply");
  }
  return parsed.output;
}

/** Sends to a service that answers without a body. */
export async function post(service: string, url: URL, request: Omit<JsonRequest, "method">): Promise<void> {
  const response = await send(service, url, { ...request, method: "POST" });
  await response.body?.cancel();
}

async function send(service: string, url: URL, request: JsonRequest): Promise<Response> {
  const form = request.body instanceof URLSearchParams ? request.body : undefined;
  const contentType = form === undefined ? "application/json" : "application/x-www-form-urlencoded";
  const response = await fetch(url, {
    method: request.method ?? "GET",
    headers: { accept: "application/json", "content-type": contentType, ...request.headers },
    redirect: "error",
    signal: AbortSignal.timeout(timeout),
    ...(request.body === undefined ? {} : { body: form ?? JSON.stringify(request.body) }),
  }).catch((error: unknown) => {
    throw new UpstreamError(
      service,
      error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable",
    );
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new UpstreamError(service, String(response.status));
  }
  return response;
}

async function readJson(service: string, response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new UpstreamError(service, "unexpected_reply");
  }
}
