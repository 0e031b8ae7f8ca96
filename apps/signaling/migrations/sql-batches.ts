/** Values of the variables of sqlcmd, `$(Name)`, in a migration. */
export type SqlVariables = Readonly<Record<string, string>>;

/**
 * Batches of a migration, as sqlcmd cuts it: a line with GO alone ends one. Variables stand within quotes, so that a value may hold
 * none.
 *
 * @throws for a variable without a value and for a value that could end the quotes around it
 */
export function sqlBatches(text: string, variables: SqlVariables): readonly string[] {
  const code = text
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("--"))
    .join("\n");
  const filled = code.replace(/\$\((\w+)\)/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined || !/^[\w.-]{1,128}$/.test(value)) {
      throw new Error(`${name}: ${value === undefined ? "no value" : "not a name or an id"}`);
    }
    return value;
  });
  return filled
    .split(/^[ \t]*GO[ \t]*$/im)
    .map((batch) => batch.trim())
    .filter((batch) => batch !== "");
}
