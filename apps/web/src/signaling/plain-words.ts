import { ApiError } from "./api-error";

/** An error whose message is a sentence for a person. */
export class PlainError extends Error {
  override readonly name = "PlainError";
}

/** What refusals of the functions mean to a person, by their code. */
const refusals: ReadonlyMap<string, string> = new Map([
  ["unreachable", "The server does not answer."],
  ["too-many-requests", "There were too many requests from your network."],
  ["turn-off", "Relays are switched off."],
  ["turn-unavailable", "No relay answers."],
  ["room-lonely", "Nobody else is in the room."],
  ["room-full", "The room is full."],
  ["not-a-member", "The room has lost sight of you for a moment."],
  ["peer-not-in-room", "They have left the room."],
  ["body-too-large", "That is too long to be sent."],
  ["session-invalid", "Your visit has ended; load the page again."],
  ["session-over", "Your visit has ended; load the page again."],
]);

/** Shortest wait that is worth a word, seconds. */
const worthSaying = 60;

/** What went wrong, as a sentence for a person. Texts of servers and browsers never get to people: they are for programs. */
export function plainWords(error: unknown): string {
  if (error instanceof PlainError) {
    return error.message;
  }
  if (!(error instanceof ApiError)) {
    return "Something went wrong.";
  }
  const sentence = refusals.get(error.code) ?? "The server could not do it.";
  const wait = error.retryAfterSeconds ?? 0;
  return wait < worthSaying ? sentence : `${sentence} Try again in ${minutes(wait)}.`;
}

function minutes(seconds: number): string {
  const count = Math.ceil(seconds / 60);
  return count === 1 ? "a minute" : `${count} minutes`;
}
