/** What a request asks for. Everything that is not in this list is closed, and never reaches an instance. */
export type Route =
  | { readonly kind: "publish" | "play" | "close"; readonly room: string }
  | { readonly kind: "page" | "health" }
  | { readonly kind: "wrong-name" | "wrong-method" | "closed" };

const roomPaths = [
  { kind: "publish", start: "/api/whip/publish/", end: "", methods: ["POST", "OPTIONS"] },
  { kind: "play", start: "/api/whep/play/", end: "", methods: ["POST", "OPTIONS"] },
  { kind: "close", start: "/api/admin/rooms/", end: "/close", methods: ["POST", "OPTIONS"] },
] as const;

/** The program's rule. No percent sign: a name has one spelling, here and there. */
const roomName = /^[A-Za-z0-9_-]{1,64}$/;

/** The root, which leads there, and files of the demo pages; no way up or around. */
const page = /^\/(?:web\/(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)?)?$/;

/** @param path without a query */
export function route(method: string, path: string): Route {
  for (const { kind, start, end, methods } of roomPaths) {
    if (path.startsWith(start) && path.endsWith(end)) {
      const room = path.slice(start.length, path.length - end.length);
      if (!roomName.test(room)) {
        return { kind: "wrong-name" };
      }
      return methods.some((allowed) => allowed === method) ? { kind, room } : { kind: "wrong-method" };
    }
  }
  const kind = plainRoute(path);
  return kind === "closed" || method === "GET" ? { kind } : { kind: "wrong-method" };
}

function plainRoute(path: string): "page" | "health" | "closed" {
  if (path === "/healthz") {
    return "health";
  }
  return page.test(path) ? "page" : "closed";
}
