import type { Candidate } from "@webrtc-stacks/signaling/wire";

/** What a link sends through the functions. */
export type LinkSignal =
  | { readonly type: "offer" | "answer"; readonly payload: { readonly sdp: string } }
  | { readonly type: "candidates"; readonly payload: readonly Candidate[] };

type Description = Exclude<LinkSignal, { readonly type: "candidates" }>;

/** Most candidates in one message. */
const batch = 20;

/**
 * Sends a link's signals one after another, since requests may overtake each other. Candidates that are found while a message is on
 * its way go together in the next one.
 */
export class Outbox {
  private readonly queue: (Description | Candidate)[] = [];
  private sending = false;

  constructor(
    private readonly deliver: (signal: LinkSignal) => Promise<void>,
    /** A signal could not be delivered; what was queued behind it is dropped too. */
    private readonly failed: () => void,
  ) {}

  /**
   * An offer or answer. Candidates that wait are dropped: they are in it. So is an offer that waits, but never an answer to another
   * description: the peer's state hangs on it.
   */
  description(type: "offer" | "answer", sdp: string): void {
    const answers = type === "answer" ? [] : this.queue.filter(isAnswer);
    this.queue.splice(0, Infinity, ...answers, { type, payload: { sdp } });
    void this.drain();
  }

  candidate(candidate: Candidate): void {
    this.queue.push(candidate);
    void this.drain();
  }

  private async drain(): Promise<void> {
    if (this.sending) {
      return;
    }
    this.sending = true;
    let signal = this.next();
    try {
      for (; signal !== undefined; signal = this.next()) {
        await this.deliver(signal);
      }
    } catch {
      const answers = [signal, ...this.queue].filter(isAnswer);
      this.queue.splice(0, Infinity, ...answers.slice(-1));
      this.failed();
    } finally {
      this.sending = false;
    }
  }

  private next(): LinkSignal | undefined {
    const [first] = this.queue;
    if (first === undefined || "type" in first) {
      this.queue.shift();
      return first;
    }
    const stop = this.queue.findIndex((item) => "type" in item);
    const count = Math.min(batch, stop < 0 ? this.queue.length : stop);
    return {
      type: "candidates",
      payload: this.queue.splice(0, count).flatMap((item) => ("type" in item ? [] : [item])),
    };
  }
}

function isAnswer(item: LinkSignal | Candidate | undefined): item is Description {
  return item !== undefined && "type" in item && item.type === "answer";
}
