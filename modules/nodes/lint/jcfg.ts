/** A value of Janus' configuration language (libconfig). */
export type JcfgValue = string | number | boolean | readonly JcfgValue[] | JcfgGroup;

/** A group: names with their values and lines. */
export type JcfgGroup = ReadonlyMap<string, { readonly value: JcfgValue; readonly line: number }>;

/** The text cannot be read. Janus goes on without the file. */
export class JcfgSyntaxError extends Error {
  override readonly name = "JcfgSyntaxError";

  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

interface Token {
  readonly text: string;
  readonly line: number;
}

/** Blanks and comments, strings, punctuation, words. Anything else is caught as one character. */
const lexeme = /(?:\s|#.*|\/\/.*|\/\*[\s\S]*?\*\/)+|"(?:[^"\\\n]|\\.)*"|[{}[\]();,=:]|[^\s{}[\]();,=:"#]+|[\s\S]/g;

/** Reads a file of Janus' configuration language. */
export function parseJcfg(text: string): JcfgGroup {
  const tokens = tokenize(text);
  let next = 0;
  const peek = (): string | undefined => tokens[next]?.text;
  const line = (): number => (tokens[next] ?? tokens.at(-1))?.line ?? 1;
  const take = (): string => {
    const token = tokens[next];
    if (token === undefined) {
      throw new JcfgSyntaxError(line(), "The file ends too early.");
    }
    next += 1;
    return token.text;
  };
  const expect = (...wanted: readonly string[]): void => {
    const at = line();
    const found = take();
    if (!wanted.includes(found)) {
      throw new JcfgSyntaxError(at, `Found ${found} where ${wanted.join(" or ")} has to stand.`);
    }
  };

  const group = (end: string | undefined): JcfgGroup => {
    const members = new Map<string, { readonly value: JcfgValue; readonly line: number }>();
    while (peek() !== end) {
      const at = line();
      const name = take();
      if (!/^[A-Za-z*][\w*-]*$/.test(name)) {
        throw new JcfgSyntaxError(at, `${name} is not a name.`);
      }
      if (members.has(name)) {
        throw new JcfgSyntaxError(at, `${name} is there twice.`);
      }
      expect("=", ":");
      members.set(name, { value: value(), line: at });
      while (peek() === ";" || peek() === ",") {
        next += 1;
      }
    }
    return members;
  };

  const sequence = (end: string): readonly JcfgValue[] => {
    const items: JcfgValue[] = [];
    while (peek() !== end) {
      items.push(value());
      if (peek() !== end) {
        expect(",");
      }
    }
    take();
    return items;
  };

  const value = (): JcfgValue => {
    const at = line();
    const text = take();
    if (text === "{") {
      const members = group("}");
      take();
      return members;
    }
    if (text === "[" || text === "(") {
      return sequence(text === "[" ? "]" : ")");
    }
    if (text.startsWith('"') && text.length > 1) {
      let joined = text.slice(1, -1);
      while (peek()?.startsWith('"') === true) {
        joined += take().slice(1, -1);
      }
      return joined;
    }
    if (/^(true|false)$/i.test(text)) {
      return text.toLowerCase() === "true";
    }
    if (/^[-+]?(0x[\da-f]+|\d+(\.\d*)?(e[-+]?\d+)?)L*$/i.test(text)) {
      return Number(text.replace(/L+$/, ""));
    }
    throw new JcfgSyntaxError(at, `${text} is not a value.`);
  };

  return group(undefined);
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const [lexed] of text.matchAll(lexeme)) {
    if (!/^(\s|#|\/\/|\/\*)/.test(lexed)) {
      tokens.push({ text: lexed, line });
    }
    line += lexed.split("\n").length - 1;
  }
  return tokens;
}

/** Whether a value is a group. */
export function isGroup(value: JcfgValue): value is JcfgGroup {
  return value instanceof Map;
}
