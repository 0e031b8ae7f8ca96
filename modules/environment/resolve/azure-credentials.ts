import type { DeploySettings } from "../input/environment";
import type { FederatedCredentialPlan } from "../topology/azure";

/** Audience that Entra ID asks of a token that it exchanges. */
const exchangeAudience = "api://AzureADTokenExchange";

/** Tokens that the deploy identity accepts. */
export function deployCredentials(deploy: DeploySettings, environment: string): readonly FederatedCredentialPlan[] {
  return credentials(deploy, (github) => github.environment ?? environment);
}

/** Tokens that the migration identity accepts: on GitHub an environment of its own, which can ask for another approval. */
export function migrationCredentials(deploy: DeploySettings, environment: string): readonly FederatedCredentialPlan[] {
  return credentials(deploy, (github) => `${github.environment ?? environment}-migration`);
}

function credentials(
  deploy: DeploySettings,
  environmentOf: (github: Extract<DeploySettings, { kind: "github" }>) => string,
): readonly FederatedCredentialPlan[] {
  if (deploy.kind === "github") {
    return [
      {
        name: "github",
        issuer: "https://token.actions.githubusercontent.com",
        audience: exchangeAudience,
        subject: `repo:${deploy.repository}:environment:${environmentOf(deploy)}`,
      },
    ];
  }
  return deploy.subjects.map((subject, index) => ({
    name: `pipeline-${index + 1}`,
    issuer: deploy.issuer,
    audience: deploy.audience,
    subject,
  }));
}
