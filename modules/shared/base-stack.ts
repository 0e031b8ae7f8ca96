import { Aspects, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { attachBackend } from "./backend";
import { writeWithStack } from "./stack-file";
import type { StackIdentity } from "./stack-identity";
import { TagsAspect } from "./tags";

/**
 * Terraform or OpenTofu: write-only arguments, ephemeral resources and `use_lockfile` need 1.11. It stands in a file of its own
 * beside the JSON, because Checkov's JSON reader gives up on a whole file that has it.
 */
const versions = `terraform {
  required_version = ">= 1.11.0"
}
`;

/** What every stack has, whatever its cloud: a state of its own, the required version, the tags. */
export abstract class BaseStack extends TerraformStack {
  constructor(
    scope: Construct,
    readonly identity: StackIdentity,
  ) {
    super(scope, identity.id);
    attachBackend(this, identity.backend);
    writeWithStack(this, "versions.tf", versions);
    Aspects.of(this).add(new TagsAspect(identity.tags, identity.layer));
  }

  /**
   * cdktf resolves every element once in advance, to find references between stacks and make outputs of them. Layers here read
   * each other by contract alone, so there is nothing to find, and writing takes half the time.
   */
  override prepareStack(): void {}
}
