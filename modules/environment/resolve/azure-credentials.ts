import type { DeploySettings } from "../input/environment";
import type { FederatedCredentialPlan } from "../topology/azure";

/** Audience that Entra ID asks of a token that it exchanges. */
const exchangeAudience = "api://AzureADTokenExchange";

/** Tokens that the deploy identity accepts. */
export function deployCredentials(deploy: DeploySettings, environment: string): readonly FederatedCredentialPlan[] {
  return deploy.kind === "github" ? [onGithub(deploy, environment)] : ofIssuer(deploy, deploy.subjects);
}

/**
 * Tokens that the migration identity accepts, never one of those that deploy: those of an environment of its own on GitHub, of a service
 * connection of its own on Azure DevOps, either of which can ask for another approval. Other issuers spell subjects as they like, so
 * that the environment names these.
 */
export function migrationCredentials(deploy: DeploySettings, environment: string): readonly FederatedCredentialPlan[] {
  return deploy.kind === "github"
    ? [onGithub(deploy, environment, "-migration")]
    : ofIssuer(deploy, deploy.migrationSubjects ?? migrationConnections(deploy.subjects));
}

/** Subjects of the service connections that migrate, where those that deploy are told by their subjects. */
function migrationConnections(subjects: readonly string[]): readonly string[] {
  return subjects.filter((subject) => subject.startsWith("sc://")).map((subject) => `${subject}-migration`);
}

type Github = Extract<DeploySettings, { readonly kind: "github" }>;
type Oidc = Extract<DeploySettings, { readonly kind: "oidc" }>;

function onGithub(deploy: Github, environment: string, suffix = ""): FederatedCredentialPlan {
  return {
    name: "github",
    issuer: "https://token.actions.githubusercontent.com",
    audience: exchangeAudience,
    subject: `repo:${deploy.repository}:environment:${deploy.environment ?? environment}${suffix}`,
  };
}

function ofIssuer({ issuer, audience }: Oidc, subjects: readonly string[]): readonly FederatedCredentialPlan[] {
  return subjects.map((subject, index) => ({ name: `pipeline-${index + 1}`, issuer, audience, subject }));
}
