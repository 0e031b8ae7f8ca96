import { element } from "./elements";

/** What a notice of the page's own is about: a newer one about the same takes its place. */
export type Subject = "link" | "message" | "camera" | "microphone" | "entry";

/** Milliseconds for which the outcome of a click is shown. */
const outcomeFor = 5000;

/** The notices below the room: what goes wrong now, and outcomes of what a person did. Each ends with its cause. */
export class Notices {
  private troubles: readonly string[] = [];
  private readonly own = new Map<Subject, string>();
  private readonly timers = new Map<Subject, ReturnType<typeof setTimeout>>();

  /** What goes wrong now, in place of what did before. */
  showTroubles(troubles: readonly string[]): void {
    this.troubles = troubles;
    this.show();
  }

  /** Shows a text until its subject is over. */
  tell(subject: Subject, text: string): void {
    clearTimeout(this.timers.get(subject));
    this.own.set(subject, text);
    this.show();
  }

  /** Shows an outcome, which needs no more than to be read once. */
  tellBriefly(subject: Subject, text: string): void {
    this.tell(subject, text);
    this.timers.set(
      subject,
      setTimeout(() => this.end(subject), outcomeFor),
    );
  }

  /** The subject is over. */
  end(subject: Subject): void {
    clearTimeout(this.timers.get(subject));
    this.own.delete(subject);
    this.show();
  }

  private show(): void {
    const notice = element("notice", HTMLParagraphElement);
    const text = [...this.troubles, ...this.own.values()].join("\n");
    // Written only when it changes: screen readers say it each time.
    if (notice.textContent !== text) {
      notice.textContent = text;
    }
  }
}
