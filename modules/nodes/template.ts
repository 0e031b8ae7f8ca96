import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RenderedFile } from "../shared/rendered-file";
import { RenderError } from "./render-error";

const root = join(__dirname, "../../templates");

/** Text of a file under `templates/`. */
export function readTemplate(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/**
 * Fills a file under `templates/`: `%%name%%` takes the value of that name. What stands between `@@` stays: the boot service
 * fills it in on the node.
 *
 * @throws RenderError for a name without a value, and for a value that the template does not use.
 */
export function fillTemplate(path: string, values: Readonly<Record<string, string | number>>): string {
  const unused = new Set(Object.keys(values));
  const text = readTemplate(path).replace(/%%([a-z0-9_]+)%%/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) {
      throw new RenderError(path, name, undefined, "The template uses a name that has no value.", "Give it a value.");
    }
    unused.delete(name);
    return String(value);
  });
  for (const name of unused) {
    throw new RenderError(path, name, values[name], "The template does not use this value.", "Use it or leave it out.");
  }
  return text;
}

/** Every file under a directory of `templates/`, unchanged; a file that starts with `#!` may be run. */
export function templateTree(directory: string, target: string): readonly RenderedFile[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: "utf8" })
    .filter((path) => !path.includes("__pycache__") && statSync(join(root, directory, path)).isFile())
    .sort()
    .map((path) => {
      const content = readTemplate(`${directory}/${path}`);
      return { path: `${target}/${path}`, mode: content.startsWith("#!") ? 0o755 : 0o644, content };
    });
}
