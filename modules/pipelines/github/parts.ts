import { resourceName } from "../../shared/naming";
import type { Cloud } from "../../shared/stack-identity";
import type { Deployment } from "../deployment";
import { secretVariables, subscriptionOf, terraformVersion } from "../facts";
import { type Part, type Parts, readPart } from "../template";
import type { Wave } from "../waves";

const root = "pipelines/github/parts";

/** A part of a workflow, by the name of its file. */
export function part(name: string, values: Readonly<Record<string, string>> = {}, parts: Parts = {}): Part {
  return readPart(`${root}/${name}.yml`, values, parts);
}

/** GitHub environment that the clouds trust. */
export function trustedEnvironment({ deploy, topology }: Deployment): string {
  return deploy.kind === "github" ? deploy.environment : topology.environment;
}

/** Steps that every job begins with. */
export function prepare(): Part {
  return part("prepare");
}

/** Installs Terraform. */
export function terraform(): Part {
  return part("terraform", { terraform_version: terraformVersion });
}

/** Exchanges the job's token for an identity of a cloud: no key is stored anywhere. */
export function logIn(deployment: Deployment, cloud: Cloud): Part {
  if (cloud === "azure") {
    return part("log-in-azure", subscriptionOf(deployment, variable));
  }
  const { topology, awsBootstrap } = deployment;
  const region = awsBootstrap?.region ?? "";
  return part("log-in-aws", {
    aws_account: topology.aws?.regions[0]?.network.accountId ?? variable("AWS_ACCOUNT_ID"),
    // The role that the bootstrap layer makes.
    aws_role: resourceName("general", topology.environment, region, "deploy"),
    aws_region: region,
  });
}

/** Variables by which Terraform takes the same identity on Azure; on AWS it finds that of the step before. */
export function identity(deployment: Deployment, clouds: readonly Cloud[]): readonly Part[] {
  return clouds.includes("azure") ? [part("azure-identity", subscriptionOf(deployment, variable))] : [];
}

/** Variables of Terraform that only a person knows, from the secrets of the environment. */
export function secrets(deployment: Deployment, wave: Wave): readonly Part[] {
  return secretVariables(deployment, wave).map((name) =>
    part("secret", { variable: name, secret: name.toUpperCase() }),
  );
}

/** A variable of the GitHub environment. */
function variable(name: string): string {
  return `\${{ vars.${name} }}`;
}
