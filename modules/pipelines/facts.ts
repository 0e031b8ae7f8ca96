import type { Cloud } from "../shared/stack-identity";
import type { Deployment } from "./deployment";
import { type Parts, readPart } from "./template";
import type { Wave } from "./waves";

/** Terraform that plans and applies; states remember the newest version that wrote them. */
export const terraformVersion = "1.11.4";

/** First lines of every pipeline. */
export function heading(environment: string): string {
  return [
    `Rendered by \`npm run pipelines -- ${environment}\` from templates/pipelines and the environment file:`,
    "change those and render again.",
  ].join("\n");
}

/** The part of a pipeline's variables that says where its environment is kept: none for the project's own directory. */
export function environmentDirectory({ environmentDirectory: directory }: Deployment): Parts {
  return {
    "environment-directory":
      directory === undefined ? [] : [readPart("pipelines/environment-directory.yml", { directory })],
  };
}

/** Clouds that a job with these stacks has to know: theirs, and the one that keeps the states. */
export function cloudsOf({ stateCloud }: Deployment, { stacks }: Wave): readonly Cloud[] {
  return (["aws", "azure"] as const).filter(
    (cloud) => cloud === stateCloud || stacks.some((stack) => stack.cloud === cloud),
  );
}

/** Variables of a wave that have no default: a pipeline's own secrets. */
export function secretVariables({ topology }: Deployment, wave: Wave): readonly string[] {
  const ids = new Set(wave.stacks.map(({ id }) => id));
  const found = (topology.azure?.regions ?? [])
    .filter(({ network }) => ids.has(network.stack.id))
    .flatMap(({ network }) => network.secrets)
    .filter(({ generated }) => !generated)
    .map(({ variable }) => variable);
  return [...new Set(found)];
}

/**
 * Words before a command that plans or applies the wave: what opens the firewalls of vaults and storage to the agent for as long
 * as the command runs. Empty where the wave does not reach through them.
 */
export function throughFirewalls({ topology }: Deployment, wave: Wave): string {
  const ids = new Set(wave.stacks.map(({ id }) => id));
  const groups = (topology.azure?.regions ?? [])
    // Secrets are in network; bundles of TURN machines go into the storage with app.
    .filter(({ network, app }) => ids.has(network.stack.id) || (app.turnFleet && ids.has(app.stack.id)))
    .map(({ network }) => network.resourceGroup);
  if (groups.length === 0) {
    return "";
  }
  const fixed = topology.azure?.regions[0]?.network.deployFrom ?? [];
  return `npx tsx cli/pipelines/through-firewalls.ts ${[...groups, ...fixed.map((entry) => `--fixed=${entry}`)].join(" ")} -- `;
}

/** Whether the pipeline migrates the database: there is one, and an identity of ours administers it. */
export function migrates({ topology }: Deployment): boolean {
  return (topology.azure?.regions ?? []).some(
    ({ network, app }) => app.statistics && !app.statistics.administrators && network.migrationCredentials,
  );
}

/** Ids of the subscription and its tenant; from the pipeline's own variables where the environment file names none. */
export function subscriptionOf(
  { topology }: Deployment,
  variable: (name: string) => string,
): { readonly azure_tenant: string; readonly azure_subscription: string } {
  const { tenantId, subscriptionId } = topology.azure?.bootstrap ?? {};
  return {
    azure_tenant: tenantId ?? variable("AZURE_TENANT_ID"),
    azure_subscription: subscriptionId ?? variable("AZURE_SUBSCRIPTION_ID"),
  };
}
