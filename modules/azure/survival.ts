import type { TerraformResourceLifecycle } from "cdktf";

/** Lifecycle of what must survive: where the environment is protected, Terraform refuses to destroy it. */
export function survives(protect: boolean): { readonly lifecycle?: TerraformResourceLifecycle } {
  return protect ? { lifecycle: { preventDestroy: true } } : {};
}
