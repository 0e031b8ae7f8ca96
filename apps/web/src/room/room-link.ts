/** A new room id: 128 random bits, so that nobody guesses it. Who knows it may join. */
export function newRoomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Address of a room. The id stands behind the #, which browsers do not send to the server of the page. */
export function roomLink(page: string, roomId: string): string {
  const url = new URL(page);
  url.hash = roomId;
  url.search = "";
  return url.href;
}

/** Room of an address; undefined if it names none. */
export function roomIdOf(address: string): string | undefined {
  const id = new URL(address).hash.slice(1);
  return /^[A-Za-z0-9_-]{10,64}$/.test(id) ? id : undefined;
}
