import type { DeploySettings } from "../input/environment";
import type { FederatedCredentialPlan } from "../topology/azure";

/** Audience that Entra ID asks of a token that it exchanges. */
const exchangeAudience = "api://AzureADTokenExchange";

/** Tokens that the deploy identity accepts. */
export function deployCredentials(deploy: DeploySettings, environment: string): readonly FederatedCredentialPlan[] {
  return credentials(deploy, "", environment);
}

/**
 * Tokens that the migration identity accepts: those of an environment of its own on GitHub, of a service connection of its own on
 * Azure DevOps, either of which can ask for another approval. Other issuers spell subjects as they like, and keep them.
 */
export function migrationCredentials(deploy: DeploySettings, environment: string): readonly FederatedCredentialPlan[] {
  return credentials(deploy, "-migration", environment);
}

function credentials(deploy: DeploySettings, suffix: string, environment: string): readonly FederatedCredentialPlan[] {
  if (deploy.kind === "github") {
    return [
      {
        name: "github",
        issuer: "https://token.actions.githubusercontent.com",
        audience: exchangeAudience,
        subject: `repo:${deploy.repository}:environment:${deploy.environment ?? environment}${suffix}`,
      },
    ];
  }
  return deploy.subjects.map((subject, index) => ({
    name: `pipeline-${index + 1}`,
    issuer: deploy.issuer,
    audience: deploy.audience,
    subject: subject.startsWith("sc://") ? `${subject}${suffix}` : subject,
  }));
}
