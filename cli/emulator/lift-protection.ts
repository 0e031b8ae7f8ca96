import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "./workspace";

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/**
 * Lets a stack be destroyed for good, by an override beside its JSON: `prevent_destroy` off, deletion protection off, buckets
 * with content deletable. The runbook does the same by hand on a real account.
 *
 * @returns whether the stack has to be applied before it is destroyed: `prevent_destroy` is no part of the state, the others are
 */
export function liftProtection(workspace: Workspace, id: string): boolean {
  const stack: { resource?: Resources } = JSON.parse(
    readFileSync(join(workspace.stackDirectory(id), "cdk.tf.json"), "utf8"),
  );
  const resource: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [type, named] of Object.entries(stack.resource ?? {})) {
    for (const [name, body] of Object.entries(named)) {
      const lifted = {
        ...(body["lifecycle"] !== undefined && { lifecycle: { prevent_destroy: false } }),
        ...(type === "aws_s3_bucket" && body["force_destroy"] !== true && { force_destroy: true }),
        ...(type === "aws_lb" && body["enable_deletion_protection"] === true && { enable_deletion_protection: false }),
      };
      if (Object.keys(lifted).length > 0) {
        resource[type] = { ...resource[type], [name]: lifted };
      }
    }
  }
  if (Object.keys(resource).length > 0) {
    workspace.override(id, "lifted", { resource });
  }
  return "aws_s3_bucket" in resource || "aws_lb" in resource;
}
