/** Colours for one stream: none when it is piped or NO_COLOR is set (no-color.org). */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
}

/** Colours where `wanted`, plain text else. */
export function paintIf(wanted: boolean): Paint {
  const sequence =
    (code: number) =>
    (text: string): string =>
      wanted ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: sequence(1), dim: sequence(2), red: sequence(31), yellow: sequence(33), green: sequence(32) };
}

/** Whether a stream shows colours. */
export function showsColours(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env["NO_COLOR"];
}
