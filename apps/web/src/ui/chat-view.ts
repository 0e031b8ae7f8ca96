import type { ChatLine } from "../room/room";
import { copyOf, element, within } from "./elements";

/** The chat: lines, and the field to write them. */
export class ChatView {
  private readonly lines = element("lines", HTMLDivElement);

  constructor(
    say: (text: string, direct: boolean) => Promise<void>,
    /** Why the text in the field was not sent; undefined: it was, or is another one now. */
    unsent: (problem: unknown) => void,
  ) {
    const field = element("text", HTMLInputElement);
    const direct = element("direct", HTMLInputElement);
    element("say", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text !== "") {
        say(text, direct.checked).then(() => {
          field.value = "";
          unsent(undefined);
        }, unsent);
      }
    });
    field.addEventListener("input", () => unsent(undefined));
  }

  add({ from, text, direct, own }: ChatLine): void {
    const line = copyOf("line", HTMLParagraphElement);
    line.classList.toggle("own", own);
    within(line, ".from", HTMLElement).textContent = own ? "You" : from;
    within(line, ".text", HTMLSpanElement).textContent = text;
    within(line, ".way", HTMLElement).textContent = direct ? "browser to browser" : "";
    this.lines.append(line);
    line.scrollIntoView({ block: "end" });
  }
}
