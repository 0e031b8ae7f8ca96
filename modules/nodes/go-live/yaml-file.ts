import { stringify } from "yaml";
import type { RenderedFile } from "../../shared/rendered-file";

/** One or several YAML documents under a comment. */
export function yamlFile(path: string, about: string, ...documents: readonly object[]): RenderedFile {
  const text = documents.map((document) => yamlText(document)).join("---\n");
  return { path, mode: 0o644, content: `# ${about} Rendered; a change here is lost.\n${text}` };
}

/** YAML that older readers take alike: a word such as `no` is quoted. */
export function yamlText(document: object): string {
  return stringify(document, { lineWidth: 0, compat: "yaml-1.1", aliasDuplicateObjects: false });
}

/** A file of settings, `NAME=value` a line. */
export function environmentFile(path: string, about: string, values: Readonly<Record<string, string>>): RenderedFile {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return { path, mode: 0o644, content: [`# ${about} Rendered; a change here is lost.`, ...lines, ""].join("\n") };
}

/** What a team fills in and keeps out of the repository: names without values. */
export function secretsExample(path: string, names: readonly string[]): RenderedFile {
  const about = "# Copy to the same name without .example, fill in, and let root alone read it (mode 600).";
  return { path, mode: 0o644, content: [about, ...names.map((name) => `${name}=`), ""].join("\n") };
}
