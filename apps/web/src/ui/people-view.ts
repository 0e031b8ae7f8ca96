import type { LocalMedia } from "../call/local-media";
import { describeConnection, type Person } from "../room/person";
import { copyOf, element, within } from "./elements";

/** The tiles: oneself first, then everybody else. */
export class PeopleView {
  private readonly tiles = new Map<Person["key"], HTMLLIElement>();
  private readonly list = element("people", HTMLUListElement);
  private readonly invitation = element("invitation", HTMLDivElement);

  constructor(name: string) {
    element("own-name", HTMLSpanElement).textContent = `${name} (you)`;
    element("own-letter", HTMLSpanElement).textContent = initial(name);
  }

  showOwn(media: LocalMedia): void {
    const video = element("own-video", HTMLVideoElement);
    video.srcObject = media.state.camera ? media.stream : null;
    video.hidden = !media.state.camera;
    element("own-letter", HTMLSpanElement).hidden = media.state.camera;
  }

  show(people: readonly Person[]): void {
    const keys = new Set(people.map(({ key }) => key));
    for (const [key, tile] of this.tiles) {
      if (!keys.has(key)) {
        tile.remove();
        this.tiles.delete(key);
        announce(`${within(tile, ".name", HTMLSpanElement).textContent} left.`);
      }
    }
    for (const person of people) {
      this.update(this.tiles.get(person.key) ?? this.add(person), person);
    }
    this.invitation.hidden = people.length > 0;
    this.list.dataset["count"] = String(Math.min(people.length + 1, 5));
  }

  private add(person: Person): HTMLLIElement {
    const tile = copyOf("tile", HTMLLIElement);
    within(tile, ".name", HTMLSpanElement).textContent = person.name;
    within(tile, ".letter", HTMLSpanElement).textContent = initial(person.name);
    within(tile, "video", HTMLVideoElement).setAttribute("aria-label", `Camera of ${person.name}`);
    this.list.append(tile);
    this.tiles.set(person.key, tile);
    announce(`${person.name} is here.`);
    return tile;
  }

  private update(tile: HTMLLIElement, person: Person): void {
    const { state, path, stream, media } = person;
    tile.dataset["state"] = state;
    tile.dataset["path"] = path?.kind ?? "";
    tile.dataset["protocol"] = path?.protocol ?? "";
    const text = describeConnection(person);
    const line = within(tile, ".path", HTMLSpanElement);
    if (line.textContent !== text) {
      line.textContent = text;
    }
    const video = within(tile, "video", HTMLVideoElement);
    if (stream !== undefined && stream.getTracks().length > 0 && video.srcObject !== stream) {
      video.srcObject = stream;
    }
    video.hidden = !media.camera;
    within(tile, ".letter", HTMLSpanElement).hidden = media.camera;
    tile.classList.toggle("speaking-off", !media.microphone);
  }
}

/** Tells those who do not see the tiles. */
function announce(text: string): void {
  element("presence", HTMLParagraphElement).textContent = text;
}

function initial(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? "?";
}
