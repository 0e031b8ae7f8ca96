import { join } from "node:path";
import { type SynthesizedStack, synthesize, topologiesOf } from "./synth-environments";

/** One resource with where it stands. */
export interface AzureResource {
  /** `<stack>/<type>.<name>`: what a failing test names. */
  readonly address: string;
  readonly type: string;
  readonly stack: SynthesizedStack;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Every Azure stack of the examples and of the environments that stretch every option. */
export const azureStacks: readonly SynthesizedStack[] = ["example-environments", "azure-environments"].flatMap(
  (directory) =>
    synthesize(
      topologiesOf(join(__dirname, "../fixtures", directory)).map(({ environment, domain, azure }) => ({
        environment,
        domain,
        ...(azure && { azure }),
      })),
    ),
);

/** Resources of one type, of all Azure stacks or of those whose id matches. */
export function resourcesOf(type: string | RegExp, stacks: RegExp = /./): readonly AzureResource[] {
  return azureStacks
    .filter(({ id }) => stacks.test(id))
    .flatMap((stack) =>
      stack.resources
        .filter((resource) => (typeof type === "string" ? resource.type === type : type.test(resource.type)))
        .map(({ type: found, name, arguments: body }) => ({
          address: `${stack.id}/${found}.${name}`,
          type: found,
          stack,
          body,
        })),
    );
}

/** A block that stands once, whichever form JSON gives it. */
export function block(value: unknown): Readonly<Record<string, unknown>> {
  return Object(Array.isArray(value) ? value[0] : value);
}

/** Addresses of the resources for which `broken` holds; a promise about no resource at all is broken too. */
export function breaches(found: readonly AzureResource[], broken: (resource: AzureResource) => boolean): string[] {
  return found.length === 0 ? ["no resource"] : found.filter(broken).map(({ address }) => address);
}
