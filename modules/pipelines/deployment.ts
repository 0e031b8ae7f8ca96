import type { DeployPlan, Topology } from "../environment/topology";
import type { Cloud, StackIdentity } from "../shared/stack-identity";
import type { Refusal } from "./refusal";
import { type Wave, waves } from "./waves";

/** Everything that the pipelines of an environment are rendered from. */
export interface Deployment {
  readonly topology: Topology;
  /** Where the environment's file is kept, from the root of the repository; absent for the project's own directory. */
  readonly environmentDirectory?: string;
  readonly deploy: DeployPlan;
  readonly waves: readonly Wave[];
  /** Cloud that keeps the states: every job needs it. */
  readonly stateCloud: Cloud;
  /** The stack of the bootstrap layer on AWS, which names the role. */
  readonly awsBootstrap?: StackIdentity;
}

/** What an environment can be deployed with, or why it cannot. */
export function planDeployment(
  topology: Topology,
  stacks: readonly StackIdentity[],
  environmentDirectory?: string,
):
  | { readonly ok: true; readonly deployment: Deployment }
  | { readonly ok: false; readonly refusals: readonly Refusal[] } {
  if (stacks.length === 0) {
    return { ok: false, refusals: [nothingToApply] };
  }
  const { deploy } = topology;
  const remote = stacks.find(({ layer }) => layer !== "bootstrap")?.backend;
  const stateCloud = remote?.kind === "s3" ? "aws" : remote?.kind === "azurerm" ? "azure" : undefined;
  const refusals: readonly Refusal[] = [
    ...(environmentDirectory === undefined ? [] : directoryRefusals(environmentDirectory)),
    ...(deploy ? [] : [nobodyDeploys]),
    ...(stateCloud ? [] : [localStates]),
    ...(deploy?.kind === "oidc" ? azureDevopsRefusals(deploy.issuer, topology, stateCloud) : []),
    ...(stateCloud === undefined || topology[stateCloud] ? [] : [foreignStates(stateCloud)]),
  ];
  if (refusals.length > 0 || !deploy || !stateCloud) {
    return { ok: false, refusals };
  }
  const awsBootstrap = stacks.find(({ cloud, layer }) => cloud === "aws" && layer === "bootstrap");
  return {
    ok: true,
    deployment: {
      topology,
      deploy,
      waves: waves(stacks),
      stateCloud,
      ...(awsBootstrap && { awsBootstrap }),
      ...(environmentDirectory !== undefined && { environmentDirectory }),
    },
  };
}

const nothingToApply: Refusal = {
  path: "",
  rule: "The environment has no part on a cloud, so that there is nothing for Terraform to apply.",
  remedy: "its files are rendered on the machine that runs them",
};

/** A job checks one repository out, and finds the file there by a path that YAML and a shell take as it is. */
function directoryRefusals(directory: string): readonly Refusal[] {
  const inside = directory !== ".." && !directory.startsWith("../") && !directory.startsWith("/");
  return inside && /^[\w.-]+(?:\/[\w.-]+)*$/.test(directory)
    ? []
    : [
        {
          path: "WEBRTC_ENV_DIR",
          rule: inside
            ? `The pipeline could not spell the directory ${directory}: its path has letters, digits and . _ - /.`
            : `The environment's file is in ${directory}, outside the repository that the pipeline checks out.`,
          remedy: "keep it in a directory of this repository, such as teams/, and set WEBRTC_ENV_DIR to that",
        },
      ];
}

const nobodyDeploys: Refusal = {
  path: "deploy",
  rule: "No pipeline is trusted to deploy this environment.",
  remedy: 'set deploy to { kind: "github", repository: "owner/name" }, or to the service connection of Azure DevOps',
};

const localStates: Refusal = {
  path: "state",
  rule: "States in files stay on the machine that applied: a pipeline would begin with nothing every time.",
  remedy: 'set state to { kind: "s3", … } or { kind: "azurerm", … }',
};

function foreignStates(cloud: Cloud): Refusal {
  return {
    path: "state.kind",
    rule: `The states are kept on ${cloud}, where the environment has no part and so no identity for the pipeline.`,
    remedy: "keep them on a cloud that the environment lives on",
  };
}

function azureDevopsRefusals(issuer: string, topology: Topology, stateCloud: Cloud | undefined): readonly Refusal[] {
  return [
    ...(isAzureDevops(issuer)
      ? []
      : [
          {
            path: "deploy.issuer",
            rule: "There are pipelines for GitHub Actions and Azure Pipelines; this issuer belongs to neither.",
            remedy: 'set deploy.kind to "github", or name the issuer of an Azure DevOps organization',
          },
        ]),
    ...(topology.aws || stateCloud === "aws"
      ? [
          {
            path: "deploy.kind",
            rule: "A service connection of Azure DevOps opens Azure alone, and this environment needs AWS too.",
            remedy: 'set deploy.kind to "github", or keep the part on AWS in an environment of its own',
          },
        ]
      : []),
  ];
}

/** Issuers of Azure DevOps: the older one, and Entra ID itself for connections made since 2025. */
function isAzureDevops(issuer: string): boolean {
  return /^https:\/\/(vstoken\.dev\.azure\.com|login\.microsoftonline\.com)\//.test(issuer);
}
