/**
 * The path that a request may reach the program with: the documents' own, to the letter, with any query and perhaps with scheme and
 * host before it. Undefined: the program must not hear of it.
 */
export function openAs(method: string, target: string): string | undefined {
  const [path = ""] = target.replace(/^[a-z]+:\/\/[\w.:@-]*(\/|$|(?=[?]))/i, "/").split("?", 1);
  const room = ["/api/whip/publish/", "/api/whep/play/", "/api/admin/rooms/"].find((start) => path.startsWith(start));
  if (room !== undefined) {
    const end = room === "/api/admin/rooms/" ? "/close" : "";
    const name = path.endsWith(end) ? path.slice(room.length, path.length - end.length) : "";
    return /^[\w-]{1,64}$/.test(name) && ["POST", "OPTIONS"].includes(method) ? path : undefined;
  }
  const [root, folder, file = "", ...deeper] = path.split("/");
  const isPage =
    path === "/" ||
    (root === "" &&
      folder === "web" &&
      path !== "/web" &&
      deeper.length === 0 &&
      (file === "" || /^[\w-]+(\.[\w-]+)*$/.test(file)));
  return isPage && ["GET", "HEAD"].includes(method) ? path : undefined;
}
