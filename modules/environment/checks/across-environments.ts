import type { Finding } from "../problem";
import type { CompleteEnvironment } from "../settings/settings";
import { findingIf } from "./check";
import { issuerHost } from "./deploy";

/** What an environment may not share with one that is listed before it. */
export function findClashes(
  environment: CompleteEnvironment,
  earlier: readonly CompleteEnvironment[],
): readonly Finding[] {
  const { name, domain, state, aws, azure, deploy } = environment;
  return earlier.flatMap((other) => [
    ...findingIf(domain === other.domain && aws !== undefined && other.aws !== undefined, () => ({
      path: "domain",
      value: domain,
      rule: `The environment ${other.name} has the same domain: both would write the same names.`,
      remedy: `give each a domain of its own, such as "${name}.${domain}"`,
    })),
    ...findingIf(state.kind === "s3" && other.state.kind === "s3" && state.bucket === other.state.bucket, () => ({
      path: "state.bucket",
      value: state.kind === "s3" ? state.bucket : undefined,
      rule: `The bootstrap layer of ${other.name} makes the same bucket; only one of the two can.`,
      remedy: "give each environment a bucket of its own: who may read one's states should not read another's",
    })),
    ...findingIf(
      deploy !== undefined &&
        !deploy.provider &&
        other.deploy !== undefined &&
        !other.deploy.provider &&
        issuerHost(deploy) === issuerHost(other.deploy) &&
        aws?.account !== undefined &&
        aws.account === other.aws?.account,
      () => ({
        path: "deploy",
        rule: `The bootstrap layer of ${other.name} makes the OpenID Connect provider of the same issuer; an AWS account has one per issuer.`,
        remedy: `set deploy.provider to { arn: "arn:aws:iam::${aws?.account}:oidc-provider/${deploy ? issuerHost(deploy) : ""}" }, and apply ${other.name} first`,
      }),
    ),
    ...findingIf(
      azure !== undefined &&
        other.azure !== undefined &&
        state.kind === "azurerm" &&
        other.state.kind === "azurerm" &&
        state.storageAccount === other.state.storageAccount,
      () => ({
        path: "state.storageAccount",
        value: state.kind === "azurerm" ? state.storageAccount : undefined,
        rule: `The bootstrap layer of ${other.name} makes the same storage account; only one of the two can.`,
        remedy: "give each environment an account of its own: who may read one's states should not read another's",
      }),
    ),
  ]);
}
