import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import type { TerraformStack } from "cdktf";
import type { AzurePlace } from "../environment/topology";

/** Versions of the providers that the output works with; the tests check against the floor of azurerm. */
const azurermVersions = ">= 4.55.0, < 5.0.0";
const randomVersions = ">= 3.7.0, < 4.0.0";

/** Resource providers that the topology needs; Flex Consumption fails without Microsoft.App and says nothing of use. */
const resourceProviders = [
  "Microsoft.App",
  "Microsoft.Web",
  "Microsoft.SignalRService",
  "Microsoft.KeyVault",
  "Microsoft.Sql",
  "Microsoft.Storage",
  "Microsoft.Network",
  "Microsoft.Cdn",
  "Microsoft.Compute",
  "Microsoft.Insights",
  "Microsoft.OperationalInsights",
  "Microsoft.ManagedIdentity",
  "Microsoft.AlertsManagement",
  "Microsoft.Consumption",
];

/** How the provider of a stack behaves. */
export interface AzurermSettings {
  /**
   * Whether resource providers are registered: a right on the subscription, which only the bootstrap layer's owner has.
   * @default false
   */
  readonly register?: boolean;
}

/** Adds the providers of Azure. No shared key and no client secret: Entra ID alone, from the CLI or a pipeline's token. */
export function addAzurermProvider(stack: TerraformStack, place: AzurePlace, settings: AzurermSettings = {}): void {
  new AzurermProvider(stack, "azurerm", {
    features: [
      {
        keyVault: [
          {
            // A vault that was deleted by mistake comes back under its name instead of blocking it.
            recoverSoftDeletedKeyVaults: true,
            recoverSoftDeletedSecrets: true,
            purgeSoftDeleteOnDestroy: !place.stack.protect,
            purgeSoftDeletedSecretsOnDestroy: !place.stack.protect,
          },
        ],
        // Otherwise an account whose firewall does not know the agent yet is made, waited for in vain, and tainted; and no later plan
        // could read it to change the firewall. Containers and everything else of it go by the management API.
        storage: [{ dataPlaneAvailable: false }],
        resourceGroup: [{ preventDeletionIfContainsResources: true }],
      },
    ],
    ...(place.subscriptionId !== undefined && { subscriptionId: place.subscriptionId }),
    ...(place.tenantId !== undefined && { tenantId: place.tenantId }),
    storageUseAzuread: true,
    // The default of azurerm 4 registers some sixty providers; that of 5 is none.
    resourceProviderRegistrations: "none",
    ...(settings.register && { resourceProvidersToRegister: resourceProviders }),
  });
  stack.addOverride("terraform.required_providers.azurerm", { source: "hashicorp/azurerm", version: azurermVersions });
}

/** Adds the provider of random names. */
export function addRandomProvider(stack: TerraformStack): void {
  new RandomProvider(stack, "random", {});
  stack.addOverride("terraform.required_providers.random", { source: "hashicorp/random", version: randomVersions });
}
