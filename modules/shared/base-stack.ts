import { Aspects, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { attachBackend } from "./backend";
import type { StackIdentity } from "./stack-identity";
import { TagsAspect } from "./tags";

/** Terraform or OpenTofu: write-only arguments, ephemeral resources and `use_lockfile` need 1.11. */
const requiredVersion = ">= 1.11.0";

/** What every stack has, whatever its cloud: a state of its own, the required version, the tags. */
export abstract class BaseStack extends TerraformStack {
  constructor(
    scope: Construct,
    protected readonly identity: StackIdentity,
  ) {
    super(scope, identity.id);
    attachBackend(this, identity.backend);
    this.addOverride("terraform.required_version", requiredVersion);
    Aspects.of(this).add(new TagsAspect(identity.tags, identity.layer));
  }
}
