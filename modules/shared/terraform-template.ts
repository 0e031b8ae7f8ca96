import { Token } from "cdktf";

/**
 * Characters that stand for a value known only when Terraform applies: enough for an ARN, so that a renderer that measures
 * its text measures what it will come to.
 */
const markerLength = 128;

/**
 * Renders text that holds Terraform's values. The renderer sees markers instead of tokens; its text is then escaped, since
 * Terraform would read `${` and `%{` of a script as its own, and the tokens are put in after that.
 *
 * @param values what the renderer gets; strings in it may be tokens
 */
export function renderForTerraform<Values extends object>(values: Values, render: (values: Values) => string): string {
  const tokens: string[] = [];
  const mark = (value: string): string => {
    tokens.push(value);
    return marker(tokens.length);
  };
  const escaped = render(mapStrings(values, (text) => (Token.isUnresolved(text) ? mark(text) : text)))
    // As a function: in a replacement text `$$` stands for one `$`.
    .replaceAll("${", () => "$${")
    .replaceAll("%{", "%%{");
  return tokens.reduce((text, token, position) => text.replaceAll(marker(position + 1), () => token), escaped);
}

function marker(number: number): string {
  return `<terraform-${number}-`.padEnd(markerLength - 1, "-").concat(">");
}

function mapStrings<Value>(value: Value, map: (text: string) => string): Value;
function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") {
    return map(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapStrings(item, map));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, map)]))
    : value;
}
