/** Message of a block: the rule and, behind a line break, the remedy. */
export function says(rule: string, remedy: string): string {
  return `${rule}\n${remedy}`;
}
