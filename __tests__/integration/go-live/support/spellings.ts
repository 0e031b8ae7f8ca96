import { closedPaths } from "../../../../modules/nodes/go-live/paths";

/** Paths that are open, as the documents spell them. */
export const openPaths = [
  "/",
  "/web/",
  "/web/player.html",
  "/api/whip/publish/room-1",
  "/api/whep/play/room-1",
  "/api/admin/rooms/room-1/close",
] as const;

const closed = [...closedPaths, "/records/board-meeting_20261128.ivf", "/records", "/web/../records/"];
const paths: readonly string[] = [...openPaths, ...closed];
const tails = [
  "",
  "web/",
  "web/player.html",
  "records/",
  "metrics",
  "api/rooms",
  "api/whep/play/room-1",
  "debug/pprof/",
];

/** Ways to write "one folder up", and what separates folders, that some programs undo and others do not. */
const ups = [
  "..",
  "%2e%2e",
  "%2E%2e",
  ".%2e",
  "%2E.",
  "..;",
  "..;a=b",
  "%252e%252e",
  "%c0%ae%c0%ae",
  "..%00",
  "...",
  "\xef\xbc\x8e\xef\xbc\x8e",
];
const slashes = [
  "/",
  "//",
  "/./",
  "/%2e/",
  "%2f",
  "%2F",
  "%252f",
  "%5c",
  "%5C",
  "\\",
  ";/",
  "/;/",
  "%c0%af",
  "/%00/",
  "%2f/",
  "/%2f",
];

/** What is put behind a path. */
const suffixes = [
  "%0a",
  "%0A",
  "%0d%0a",
  "%0d",
  "%00",
  "%20",
  "%09",
  "%23",
  "%3f",
  "%3F",
  "%3b",
  ";",
  ";a=b",
  ".",
  "..",
  "/.",
  "/..",
  "/",
  "//",
  "%2f",
  "%2e",
  "\\",
  "%5c",
  "?",
  "??",
  "?a=b",
  "?/../records/",
  "?%0a",
  "#",
  "#/../records/",
  "#?a",
  "\xff",
  "%ff",
  "%e2%80%a8",
  "\xc3\xa9",
  "%",
  "%2",
  "%zz",
  "~",
  "+",
];

/** What is put before a path: an authority, or something that a router may take off. */
const prefixes = [
  "/",
  "//",
  "/.",
  "/./",
  "/..",
  "/%2e",
  "/%2f",
  "/;",
  "/x/..",
  "/x/%2e%2e",
  "/x%2f..",
  "\\",
  "/\\",
  "%2f",
  "/web/..",
  "/web/%2e%2e",
  "/records/..",
  "/records/%2e%2e",
  "http://live.example.com",
  "HTTP://live.example.com",
  "https://live.example.com:443",
  "http://a@b",
  "http://live.example.com/",
  "http://live.example.com?",
  "http://live.example.com#",
  "http://",
  "http:",
  "http:/",
  "http:///",
  "ftp://live.example.com",
  "ws:",
  "//live.example.com",
  "*",
  ".",
  "live.example.com:80",
];

/** Numbers from a seed (mulberry32), so that a run can be repeated. */
export class Chance {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  of<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) {
      throw new Error("nothing to choose from");
    }
    return item;
  }
}

/** Each way of writing a path otherwise; several are put on one another. */
const changes: readonly ((path: string, chance: Chance) => string)[] = [
  (path, chance) => `${path}${chance.of(suffixes)}`,
  (path, chance) => `${chance.of(prefixes)}${path}`,
  // Out of a folder, and into another one.
  (path, chance) => `${path}${path.endsWith("/") ? "" : "/"}${chance.of(ups)}${chance.of(slashes)}${chance.of(tails)}`,
  (path, chance) =>
    `${path}${chance.of(["x", "", "%78"])}${chance.of(slashes)}${chance.of(ups)}${chance.of(slashes)}${chance.of(ups)}${chance.of(slashes)}${chance.of(tails)}`,
  // One character by its number, once or twice, with letters of either case.
  (path, chance) => {
    const at = chance.below(path.length);
    const hex = path.charCodeAt(at).toString(16).padStart(2, "0");
    const number = chance.of([hex, hex.toUpperCase(), `25${hex}`]);
    return `${path.slice(0, at)}%${number}${path.slice(at + 1)}`;
  },
  // A slash that is written otherwise.
  (path, chance) => {
    const places = Array.from(path.matchAll(/\//g), ({ index }) => index);
    const at = places.length === 0 ? 0 : chance.of(places);
    return `${path.slice(0, at)}${chance.of(slashes)}${path.slice(at + 1)}`;
  },
  (path, chance) => {
    const at = chance.below(path.length + 1);
    return `${path.slice(0, at)}${chance.of(suffixes)}${path.slice(at)}`;
  },
  (path) => path.toUpperCase(),
];

/** Spellings that were once read in two ways, and each simple change of each path. */
export function simpleSpellings(): readonly string[] {
  const known = [
    "/records/%2e%2e/",
    "/records/..%2f",
    "/records/%2e./",
    "/records/x%2f..%2f..%2f",
    "/records/%2e%2e/web/player.html",
    "/metrics/%2e%2e/",
    "/metrics/..%2f",
    "/api/rooms%2f%2e%2e/%2e%2e/",
    "/api/records/..%2f..%2f",
    "//records//%2e%2e/",
    "/records;/..%2f",
    "/records/#/../../",
    "/#/../records/",
    "/web/..%2frecords/",
    "/api/whip/publish/room%0a",
    "/api/whip/publish/ro%6fm-1",
    "/api/whep/play/room-1%0a",
    "/api/admin/rooms/room-1%0a/close",
    "/web/player.html%0a",
    "/web/%2e%2e/records/",
    "http://a?/web/player.html",
    "http://a/records/?/web/player.html",
    "http://a/records/%2e%2e/",
    "http://a/records/",
    "http:/web/../records/",
  ];
  return [
    ...known,
    ...paths.flatMap((path) => suffixes.map((suffix) => `${path}${suffix}`)),
    ...paths.flatMap((path) => prefixes.map((prefix) => `${prefix}${path}`)),
  ];
}

/** Spellings from one to three changes of a path each. */
export function randomSpellings(count: number, chance: Chance): readonly string[] {
  return Array.from({ length: count }, () => {
    let path = chance.of(paths);
    for (let change = 0; change <= chance.below(3); change += 1) {
      path = chance.of(changes)(path, chance);
    }
    return path;
  });
}
