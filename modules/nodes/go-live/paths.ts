/**
 * The program's paths, as regular expressions that nginx and HAProxy both take. What is not listed is closed: recordings and
 * metrics are served by the program without a question, and room names are nobody's business.
 */

/** A room's name, as the program takes it. */
export const roomName = "[A-Za-z0-9_-]{1,64}";

/** Paths that carry a room, up to the room. The room decides which instance is asked. */
export const roomPaths = {
  publish: { before: "/api/whip/publish/", after: "" },
  play: { before: "/api/whep/play/", after: "" },
  close: { before: "/api/admin/rooms/", after: "/close" },
} as const;

/** Pages of the program: the root and plain file names below /web/, so that no `..` gets through. */
export const pagePaths = "/(web/([A-Za-z0-9_-]+([.][A-Za-z0-9]+)*)?)?";

/** Path of the ICE servers. */
export const bootstrapPath = "/api/bootstrap";

/** Methods that a path takes: those of the program, and those by which browsers ask for leave. */
export const methods = {
  room: ["POST", "OPTIONS"],
  page: ["GET", "HEAD"],
  bootstrap: ["GET", "OPTIONS"],
} as const;

/** What clients must never reach; the tests ask for each of them. */
export const closedPaths = [
  "/records/",
  "/records/room.ivf",
  "/metrics",
  "/api/rooms",
  "/api/records",
  "/debug/pprof/",
  "/healthz",
] as const;

/**
 * Regular expression of the target of a request that may pass, as the client wrote it: an open path to the letter, with any query.
 * None of its characters has a second spelling, so whoever undoes percent signs, dots or double slashes reads the same path.
 */
export function openTarget(): string {
  const rooms = Object.values(roomPaths).map(({ before, after }) => `${before}${roomName}${after}`);
  return `^(${[...rooms, pagePaths, bootstrapPath].join("|")})([?].*)?$`;
}

/** Regular expression of a path with a room; the room is the group `room`. */
export function roomPattern(path: keyof typeof roomPaths): string {
  const { before, after } = roomPaths[path];
  return `^${before}(?<room>${roomName})${after}$`;
}
