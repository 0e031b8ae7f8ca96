import type { Device, LocalMedia } from "../call/local-media";
import type { PageConfig } from "../page-config";
import { Room } from "../room/room";
import { roomLink } from "../room/room-link";
import type { Entry } from "../signaling/hub";
import { plainWords } from "../signaling/plain-words";
import type { RoamingState } from "../signaling/roaming";
import { ChatView } from "./chat-view";
import { describeDeviceProblem } from "./device-problem";
import { element } from "./elements";
import { Notices } from "./notices";
import { PeopleView } from "./people-view";

/** The page while one is in a room. */
export class RoomView {
  private readonly room: Room;
  private readonly people: PeopleView;
  private readonly chat: ChatView;
  private readonly notices = new Notices();

  constructor(config: PageConfig, options: Entry) {
    this.people = new PeopleView(options.name);
    this.room = new Room(config, options, {
      signaling: (state) => this.showSignaling(state, config.endpoints.length > 1),
      people: (people) => this.people.show(people),
      chat: (line) => this.chat.add(line),
      troubles: (sentences) => this.notices.showTroubles(sentences),
      media: (media) => this.showMedia(media),
    });
    this.chat = new ChatView(
      (text, direct) => this.room.say(text, direct),
      (problem) => this.showUnsent(problem),
    );
    const link = roomLink(location.href, options.roomId);
    element("room-link", HTMLOutputElement).textContent = link;
    on("copy", () => this.copy(link));
    on("leave", () => {
      this.room.leave();
      location.assign("/");
    });
    for (const device of ["microphone", "camera"] as const) {
      on(device, (button) => this.switch(device, button.getAttribute("aria-pressed") !== "true"));
    }
    addEventListener("pagehide", () => this.room.leave());
  }

  enter(): Promise<void> {
    element("start", HTMLElement).hidden = true;
    element("room", HTMLElement).hidden = false;
    element("room-title", HTMLHeadingElement).focus();
    return this.room.enter();
  }

  private switch(device: Device, on: boolean): void {
    this.room.switch(device, on).then(
      () => this.notices.end(device),
      (error: unknown) => this.notices.tell(device, describeDeviceProblem(device, error)),
    );
  }

  private copy(link: string): void {
    navigator.clipboard.writeText(link).then(
      () => this.notices.tellBriefly("link", "The link is copied. Whoever has it can enter."),
      () => this.notices.tell("link", `The browser does not let the page copy. The link is ${link}`),
    );
  }

  private showUnsent(problem: unknown): void {
    if (problem === undefined) {
      this.notices.end("message");
    } else {
      this.notices.tell("message", `Not sent. ${plainWords(problem)}`);
    }
  }

  private showSignaling(state: RoamingState, several: boolean): void {
    const pill = element("signaling", HTMLParagraphElement);
    pill.hidden = false;
    pill.dataset["state"] = state.kind;
    pill.dataset["endpoint"] = state.kind === "connected" ? state.endpoint : "";
    switch (state.kind) {
      case "connecting":
        pill.textContent = "Connecting …";
        break;
      case "connected":
        pill.textContent = "Connected";
        if (several) {
          pill.append(place(state.endpoint));
        }
        break;
      case "refused":
        pill.textContent = "Not let in";
        this.notices.tell("entry", state.detail);
    }
  }

  private showMedia(media: LocalMedia): void {
    this.people.showOwn(media);
    for (const device of ["microphone", "camera"] as const) {
      element(device, HTMLButtonElement).setAttribute("aria-pressed", String(media.state[device]));
    }
  }
}

function on(id: string, act: (button: HTMLButtonElement) => void): void {
  const button = element(id, HTMLButtonElement);
  button.addEventListener("click", () => act(button));
}

/** Region, which narrow screens leave out. */
function place(endpoint: string): HTMLSpanElement {
  const where = document.createElement("span");
  where.className = "where";
  where.textContent = `, ${endpoint}`;
  return where;
}
