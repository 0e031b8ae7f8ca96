import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";
import type { PlannedResource } from "../modules/estimate/resources/planned-resource";
import { BaseStack } from "../modules/shared/base-stack";

/** A stack's JSON, as far as it is read. */
interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, PlannedResource["arguments"]>>>>;
}

/** Resources of every stack that was written, read back from the JSON that Terraform will read. */
export function plannedResources(app: App): readonly PlannedResource[] {
  return app.node.children
    .filter((child) => child instanceof BaseStack)
    .flatMap(({ identity: stack }) => {
      const json: StackJson = JSON.parse(readFileSync(join(app.outdir, "stacks", stack.id, "cdk.tf.json"), "utf8"));
      return Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
        Object.entries(byName).map(([name, body]) => ({ stack, type, name, arguments: body })),
      );
    });
}
