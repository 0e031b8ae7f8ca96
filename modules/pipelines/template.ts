import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { RenderError } from "../nodes/render-error";
import { fillTemplate } from "../nodes/template";

/** Steps or jobs that take the place of `include: <name>`. */
export type Parts = Readonly<Record<string, readonly Part[]>>;

/** A list of steps, or a mapping of jobs or variables. */
export type Part = YAMLMap | YAMLSeq;

/** What `%%name%%` stands for. */
export type Values = Readonly<Record<string, string>>;

/** Part of a pipeline from a file under `templates/`, with values and parts filled in. Comments stay. */
export function readPart(path: string, values: Values = {}, parts: Parts = {}): Part {
  const { contents } = filled(path, values, parts);
  if (!isCollection(contents)) {
    throw new RenderError(
      path,
      "",
      undefined,
      "The template holds neither steps nor jobs.",
      "Write a list or a mapping.",
    );
  }
  return contents;
}

/** A whole pipeline from a file under `templates/`, as text. */
export function renderPipeline(path: string, heading: string, values: Values, parts: Parts): string {
  const document = filled(path, values, parts);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return `${heading.replace(/^/gm, "# ")}\n${text}`;
}

function filled(path: string, values: Values, parts: Parts): Document.Parsed {
  const document = parseDocument(fillTemplate(path, values));
  const [error] = document.errors;
  if (error) {
    throw new RenderError(
      path,
      `line ${error.linePos?.[0].line ?? 0}`,
      undefined,
      error.message,
      "Correct the template.",
    );
  }
  const used = new Set<string>();
  const include = (name: string): readonly Part[] => {
    const found = parts[name];
    if (!found) {
      throw new RenderError(path, "include", name, "The template includes a part that there is not.", "Name another.");
    }
    used.add(name);
    return found;
  };
  visit(document, {
    Seq: (_, list) => {
      list.items = list.items.flatMap((item) => {
        const name = includedBy(item);
        return name === undefined ? [item] : include(name).flatMap((part) => copies(part));
      });
    },
    Map: (_, map) => {
      map.items = map.items.flatMap((pair) => {
        const isInclude = isScalar(pair.key) && pair.key.value === "include" && isScalar(pair.value);
        const name = isInclude && isScalar(pair.value) ? String(pair.value.value) : undefined;
        if (name === undefined) {
          return [pair];
        }
        return include(name).flatMap((part) => copies(part).filter(isPair<Node, Node>));
      });
    },
  });
  dropEmptyMappings(document);
  const unused = Object.keys(parts).filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw new RenderError(path, "include", unused.join(", "), "The template does not include it.", "Leave it out.");
  }
  return document;
}

/** Variables of which none is needed are not said at all; `permissions: {}` is, and keeps its braces. */
function dropEmptyMappings(document: Document.Parsed): void {
  visit(document, {
    Map: (_, map) => {
      map.items = map.items.filter(({ value }) => !(isMap(value) && value.items.length === 0 && !value.flow));
    },
  });
}

/** Name that an item `- include: name` asks for. */
function includedBy(item: unknown): string | undefined {
  return isMap(item) && item.items.length === 1 && item.has("include") ? String(item.get("include")) : undefined;
}

/** A part may stand in several places, and YAML would write the second one as an alias. */
function copies(part: Part): unknown[] {
  const copy = part.clone();
  return isNode(copy) && isCollection(copy) ? [...copy.items] : [];
}
