import { type AzureSettings, azureSettings } from "../../../../apps/signaling/src/azure/azure-settings";
import { readSettings } from "../../../../apps/signaling/src/read-settings";

/** The least that the functions need. */
export const leastSettings = {
  DEPLOYMENT: "test",
  AZURE_CLIENT_ID: "00000000-0000-0000-0000-000000000001",
  SIGNALR_ENDPOINT: "https://example.service.signalr.net",
  KEY_VAULT_URI: "https://kv-example.vault.azure.net",
  TABLES_ENDPOINT: "https://example.table.core.windows.net",
} as const;

export function parseSettings(more: Readonly<Record<string, string>>): AzureSettings {
  return readSettings(azureSettings, { ...leastSettings, SIGNAL_PER_SECOND: "1000", ...more });
}
