import { App, TerraformResource, TerraformStack } from "cdktf";

/**
 * The least that any program with these resources does: loads cdktf and the submodules of the providers that it is given, makes one
 * empty resource of each and writes.
 */
function main(submodules: readonly string[]): void {
  const app = new App({ skipValidation: true }); // no provider blocks
  const stack = new TerraformStack(app, "floor");
  for (const submodule of submodules) {
    const exported: Record<string, unknown> = require(submodule);
    for (const [name, candidate] of Object.entries(exported)) {
      if (isResourceClass(candidate)) {
        new candidate(stack, `${submodule.replaceAll("/", "-")}-${name}`, {});
      }
    }
  }
  app.synth();
}

function isResourceClass(
  value: unknown,
): value is new (
  scope: TerraformStack,
  id: string,
  config: object,
) => TerraformResource {
  return typeof value === "function" && value.prototype instanceof TerraformResource;
}

main(process.argv.slice(2));
