import { type GenericSchema, getDotPath, type InferOutput, safeParse } from "valibot";

/** The settings are not good. Says all that is wrong, and shows no value: one may be a secret in the wrong place. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly problems: readonly { readonly setting: string; readonly rule: string }[]) {
    super(
      [
        "The application settings are not complete:",
        ...problems.map(({ setting, rule }) => `  ${setting}: ${rule}`),
        "README.md of the program lists them.",
      ].join("\n"),
    );
  }
}

/** Settings as the schema wants them. Empty text counts as not set, which is how templates leave a setting out. */
export function readSettings<Schema extends GenericSchema>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): InferOutput<Schema> {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = safeParse(schema, set);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.issues.map((issue) => ({
        setting: getDotPath(issue) ?? "(settings)",
        rule: issue.received === "undefined" ? "has to be set" : `has to be ${issue.expected ?? issue.message}`,
      })),
    );
  }
  return parsed.output;
}
