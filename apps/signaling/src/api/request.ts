import { type GenericSchema, getDotPath, type InferOutput, safeParse } from "valibot";
import { ApiProblem } from "./problem";

/** A request, whatever brought it. */
export interface ApiRequest {
  header(name: string): string | undefined;
  /** Part of the path, such as `roomId`. */
  parameter(name: string): string | undefined;
  /** Bytes of the body. Stops reading after `limit` and gives what is more than it. */
  bytes(limit: number): Promise<Uint8Array>;
}

export interface ApiReply {
  readonly status: number;
  /** Sent as JSON; absent: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Largest body, bytes. An offer with audio and video has 4 to 10 KB. */
export const largestBody = 16 * 1024;

/** Room ids are the key to the room: long enough not to be guessed, nothing that needs escaping anywhere. */
const roomIdPattern = /^[A-Za-z0-9_-]{10,64}$/;

export function roomIdOf(request: ApiRequest): string {
  const roomId = request.parameter("roomId") ?? "";
  if (!roomIdPattern.test(roomId)) {
    throw new ApiProblem("room-id-invalid", "A room id has 10 to 64 characters out of A-Z, a-z, 0-9, _ and -.");
  }
  return roomId;
}

/** The body as the schema wants it. No body counts as `{}`. */
export async function readBody<Schema extends GenericSchema>(
  request: ApiRequest,
  schema: Schema,
): Promise<InferOutput<Schema>> {
  const parsed = safeParse(schema, await readJson(request));
  if (!parsed.success) {
    const errors = parsed.issues.slice(0, 10).map((issue) => ({
      pointer: `/${(getDotPath(issue) ?? "").replaceAll(".", "/")}`,
      detail: issue.kind === "schema" ? `expected ${issue.expected ?? "something else"}` : issue.message,
    }));
    throw new ApiProblem("body-invalid", "The fields listed in errors are wrong.", { errors });
  }
  return parsed.output;
}

async function readJson(request: ApiRequest): Promise<unknown> {
  const declared = Number(request.header("content-length") ?? 0);
  const bytes = declared > largestBody ? undefined : await request.bytes(largestBody);
  if (bytes === undefined || bytes.length > largestBody) {
    throw new ApiProblem("body-too-large", `At most ${largestBody} bytes; send candidates in batches.`);
  }
  if (bytes.length === 0) {
    return {};
  }
  if (!/^application\/json\s*(;|$)/i.test(request.header("content-type") ?? "")) {
    throw new ApiProblem("body-type-unsupported", "Send the header Content-Type: application/json.");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new ApiProblem("body-not-json", "The body could not be parsed as JSON in UTF-8.");
  }
}
