import {
  array,
  integer,
  literal,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullish,
  number,
  optional,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  variant,
} from "valibot";

const userId = pipe(string(), regex(/^[A-Za-z0-9_-]{22}$/, "a user id"));
const short = pipe(string(), maxLength(256));

const candidate = strictObject({
  candidate: pipe(string(), maxLength(1024)),
  sdpMid: nullish(short),
  sdpMLineIndex: nullish(pipe(number(), integer(), minValue(0), maxValue(1023))),
  usernameFragment: nullish(short),
});

/** Body of a signal: see `Signal` in shared/wire.ts. Its size is bounded before it is parsed. */
export const signalBody = variant("type", [
  strictObject({
    type: picklist(["offer", "answer"]),
    to: userId,
    payload: strictObject({ sdp: pipe(string(), minLength(1)) }),
  }),
  strictObject({
    type: literal("candidates"),
    to: userId,
    payload: pipe(array(candidate), minLength(1), maxLength(20)),
  }),
  strictObject({
    type: literal("chat"),
    to: optional(userId),
    payload: strictObject({ text: pipe(string(), minLength(1), maxLength(2000)) }),
  }),
  strictObject({ type: literal("bye"), to: optional(userId) }),
]);
