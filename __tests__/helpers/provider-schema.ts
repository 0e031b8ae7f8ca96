import schema from "../fixtures/azurerm/schema.json";

/** A block of the provider's schema, as `condense-schema.mjs` writes it. */
interface SchemaBlock {
  readonly attributes: Readonly<Record<string, string>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

interface NestedBlock extends SchemaBlock {
  readonly nesting: string;
  readonly min: number;
  readonly max?: number;
}

/** Arguments that Terraform itself reads. */
const metaArguments = new Set(["//", "lifecycle", "depends_on", "provider", "count", "for_each"]);

const { resources, dataSources }: { resources: Record<string, SchemaBlock>; dataSources: Record<string, SchemaBlock> } =
  schema;

/** Everything about the arguments of a resource or data source that the provider's schema refuses or deprecates. */
export function schemaProblems(
  kind: "resource" | "data",
  type: string,
  body: Readonly<Record<string, unknown>>,
): string[] {
  const block = (kind === "resource" ? resources : dataSources)[type];
  return block ? problemsOf(block, body, "") : [`${type} is not among the types of schema.json: condense it again`];
}

function problemsOf(block: SchemaBlock, body: Readonly<Record<string, unknown>>, path: string): string[] {
  const given = Object.keys(body).filter((name) => path !== "" || !metaArguments.has(name));
  return [
    ...given.flatMap((name) => {
      const nested = block.blocks[name];
      const attribute = block.attributes[name];
      return nested
        ? nestedProblems(nested, body[name], `${path}${name}`)
        : attributeProblems(attribute, body[name], `${path}${name}`);
    }),
    ...Object.entries(block.attributes)
      .filter(([name, kind]) => kind.includes("required") && !given.includes(name))
      .map(([name]) => `${path}${name} is missing`),
    ...Object.entries(block.blocks)
      .filter(([name, { min }]) => min > 0 && !given.includes(name))
      .map(([name]) => `${path}${name} is missing`),
  ];
}

function attributeProblems(kind: string | undefined, value: unknown, path: string): string[] {
  if (kind === undefined) {
    return [`${path} is unknown`];
  }
  const type = kind.split(",")[0] ?? "";
  return [
    ...(kind.includes("deprecated") ? [`${path} is deprecated`] : []),
    ...(kind.includes("computed") ? [`${path} is computed by the provider`] : []),
    ...(value === null || hasType(value, type) ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}`]),
  ];
}

function hasType(value: unknown, type: string): boolean {
  if (typeof value === "string" && value.includes("${")) {
    return true;
  }
  if (type.startsWith("map") || type === "object") {
    return typeof value === "object" && !Array.isArray(value);
  }
  if (type.startsWith("list") || type.startsWith("set")) {
    const item = type.split(" ")[1] ?? "";
    return Array.isArray(value) && value.every((part) => hasType(part, item));
  }
  return type === "bool" ? typeof value === "boolean" : typeof value === type;
}

function nestedProblems(block: NestedBlock, value: unknown, path: string): string[] {
  const bodies = Array.isArray(value) ? value : [value];
  return [
    ...(bodies.length < block.min ? [`${path} stands ${bodies.length} times, at least ${block.min}`] : []),
    ...(block.max !== undefined && bodies.length > block.max
      ? [`${path} stands ${bodies.length} times, at most ${block.max}`]
      : []),
    ...bodies.flatMap((body, index) =>
      problemsOf(block, Object(body), `${path}${bodies.length > 1 ? `[${index}]` : ""}.`),
    ),
  ];
}
