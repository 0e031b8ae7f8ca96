/** What the next client's request would be taken for, if these bytes stayed on the connection to the service. */
const prefix = "GET /nothing HTTP/1.1\r\nX-Swallowed: ";
const chunk = `${prefix.length.toString(16)}\r\n${prefix}\r\n0\r\n\r\n`;

/** A request with its head's lines, all but the first, and what follows the head. */
type Attack = (path: string) => string;

function attack(method: string, lines: readonly string[], rest: string, target = (path: string) => path): Attack {
  return (path) =>
    `${[`${method} ${target(path)} HTTP/1.1`, "Host: live.example.com", ...lines].join("\r\n")}\r\n\r\n${rest}`;
}

const length = (value: number | string): string => `Content-Length: ${value}`;
const chunked = "Transfer-Encoding: chunked";

/** Requests that announce a body, honestly and not. */
export const bodies: readonly (readonly [string, Attack])[] = [
  ...["GET", "OPTIONS", "HEAD", "POST", "PUT", "DELETE"].flatMap((method) => [
    [`${method} with a length`, attack(method, [length(prefix.length)], prefix)] as const,
    [`${method} in chunks`, attack(method, [chunked], chunk)] as const,
  ]),
  ["GET whose client leaves", attack("GET", [length(prefix.length), "Connection: close"], prefix)],
  ["GET that asks first", attack("GET", [length(prefix.length), "Expect: 100-continue"], prefix)],
  ["GET in chunks that asks first", attack("GET", [chunked, "Expect: 100-continue"], chunk)],
  ["a length beside chunks", attack("GET", [length(chunk.length), chunked], chunk)],
  ["chunks beside a length", attack("GET", [chunked, length(chunk.length)], chunk)],
  ["an empty length beside chunks", attack("GET", [length(0), chunked], chunk)],
  ["no chunk and then a request", attack("GET", [length(5 + prefix.length), chunked], `0\r\n\r\n${prefix}`)],
  ["two lengths, the second right", attack("GET", [length(0), length(prefix.length)], prefix)],
  ["two lengths, the first right", attack("GET", [length(prefix.length), length(0)], prefix)],
  ["two lengths in one", attack("GET", [length(`${prefix.length}, ${prefix.length}`)], prefix)],
  ["a length with a sign", attack("GET", [length(`+${prefix.length}`)], prefix)],
  ["a length with zeros", attack("GET", [length(`000${prefix.length}`)], prefix)],
  ["a length after a space", attack("GET", [`Content-Length : ${prefix.length}`], prefix)],
  ["a length on a line that goes on", attack("GET", [`X: a\r\n ${length(prefix.length)}`], prefix)],
  ["a length behind a lone CR", attack("GET", [`X: a\r${length(prefix.length)}`], prefix)],
  ["chunks that are none", attack("GET", ["Transfer-Encoding: xchunked", length(prefix.length)], prefix)],
  ["chunks after a tab", attack("GET", ["Transfer-Encoding:\tchunked"], chunk)],
  ["chunks after a vertical tab", attack("GET", ["Transfer-Encoding:\u000bchunked", length(prefix.length)], prefix)],
  ["chunks and something else", attack("GET", ["Transfer-Encoding: identity, chunked"], chunk)],
  [
    "a length in HTTP/1.0",
    (path) => `GET ${path} HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n${length(prefix.length)}\r\n\r\n${prefix}`,
  ],
  [
    "a length with a whole URL",
    attack("GET", [length(prefix.length)], prefix, (path) => `http://live.example.com${path}`),
  ],
  ["a length with a query", attack("GET", [length(prefix.length)], prefix, (path) => `${path}?a=b`)],
  [
    "a request in one go with the next",
    attack("GET", [length(0)], `GET /nothing HTTP/1.1\r\nHost: a\r\n${length(prefix.length)}\r\n\r\n${prefix}`),
  ],
];

/** Those that worked on a proxy with a service that reads no body. */
export const worst = bodies.filter(([name]) => /^(GET|OPTIONS) |whole URL|zeros/.test(name));
