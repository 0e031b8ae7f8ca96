import {
  boolean,
  type InferOutput,
  literal,
  maxLength,
  pipe,
  regex,
  safeParse,
  strictObject,
  string,
  variant,
} from "valibot";

/** What peers tell each other over the data channel, without any server. It comes from a stranger: checked like any input. */
const directMessage = variant("kind", [
  strictObject({ kind: literal("text"), text: pipe(string(), maxLength(2000)) }),
  /** Which media we send: a track that only went silent looks like a frozen picture. */
  strictObject({ kind: literal("media"), camera: boolean(), microphone: boolean() }),
  /** We go on under this user id at another endpoint. */
  strictObject({
    kind: literal("moved"),
    userId: pipe(string(), regex(/^[A-Za-z0-9_-]{22}$/)),
    endpoint: pipe(string(), regex(/^[\w-]{1,40}$/)),
  }),
]);

export type DirectMessage = InferOutput<typeof directMessage>;

/** The message in the data; undefined if it is none. */
export function readDirectMessage(data: unknown): DirectMessage | undefined {
  try {
    const parsed = safeParse(directMessage, JSON.parse(String(data)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
