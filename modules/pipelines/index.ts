import type { RenderedFile } from "../shared/rendered-file";
import { azurePipelines } from "./azure-devops/pipelines";
import type { Deployment } from "./deployment";
import { githubWorkflows } from "./github/workflows";

export { type Deployment, planDeployment } from "./deployment";
export type { Refusal } from "./refusal";

/** Pipelines of an environment, for the system that it trusts to deploy it. */
export function renderPipelines(deployment: Deployment): readonly RenderedFile[] {
  return deployment.deploy.kind === "github" ? githubWorkflows(deployment) : azurePipelines(deployment);
}
