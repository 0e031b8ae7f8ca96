import { resourceName } from "../../shared/naming";
import { findAzureRegion } from "../catalog/azure-regions";
import type { AzureNames } from "../topology/azure";

/** Resource group of a region. */
export function resourceGroupName(environment: string, region: string): string {
  return resourceName("general", "webrtc", environment, region);
}

/** What names of a region begin with. */
export function azureNames(environment: string, region: string): AzureNames {
  const code = findAzureRegion(region)?.code ?? region;
  return {
    local: resourceName("general", "webrtc", environment, region),
    global: resourceName("azureGlobalPrefix", "webrtc", environment, code),
    storage: resourceName("azureStorageAccountPrefix", "webrtc", environment, code),
    vault: resourceName("azureKeyVaultPrefix", "webrtc", environment, code),
  };
}

/** Issuer of the tokens by which AWS knows functions: of version 1.0, which managed identities get for an application of our own. */
export function functionIssuer(tenant: string): string {
  return `https://sts.windows.net/${tenant}/`;
}

/** Role on AWS that functions take to read the secrets of the TURN fleet. */
export function turnReaderRoleName(environment: string): string {
  return resourceName("awsIamRole", environment, "turn-reader");
}
