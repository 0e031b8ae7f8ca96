import { loadPageConfig } from "./load-page-config";
import { newRoomId, roomIdOf, roomLink } from "./room/room-link";
import { plainWords } from "./signaling/plain-words";
import { element } from "./ui/elements";
import { RoomView } from "./ui/room-view";

/** Where the name is kept, in this browser alone. */
const nameKey = "name";

function start(): void {
  const invited = roomIdOf(location.href);
  const name = element("name", HTMLInputElement);
  name.value = localStorage.getItem(nameKey) ?? "";
  if (invited !== undefined) {
    element("start-title", HTMLHeadingElement).textContent = "Somebody is waiting for you";
    element("start-text", HTMLParagraphElement).textContent =
      "You were sent the link to a room. Enter your name to go in.";
    element("enter-button", HTMLButtonElement).textContent = "Enter";
  }
  element("start", HTMLElement).hidden = false;
  element("enter", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    localStorage.setItem(nameKey, name.value.trim());
    enter(invited ?? newRoomId(), name.value.trim()).catch((error: unknown) => {
      element("problem", HTMLParagraphElement).textContent = plainWords(error);
    });
  });
  // Another room's link in the same tab: a new start.
  addEventListener("hashchange", () => location.reload());
}

async function enter(roomId: string, name: string): Promise<void> {
  const config = await loadPageConfig();
  history.replaceState(null, "", roomLink(location.href, roomId));
  const relayOnly = element("relay-only", HTMLInputElement).checked;
  await new RoomView(config, { roomId, name, relayOnly }).enter();
}

start();
