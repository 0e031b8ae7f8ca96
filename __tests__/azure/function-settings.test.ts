import { azureSettings } from "../../apps/signaling/src/azure/azure-settings";
import { readSettings } from "../../apps/signaling/src/read-settings";
import { standard, topologyOf, turnJanus } from "../estimate/estimated";
import { resourcesOf } from "../helpers/azure-stacks";

const functions = resourcesOf(/^azurerm_(function_app_flex_consumption|linux_function_app)$/);

/** What the expressions of a setting come to. */
function applied(name: string, value: unknown): string {
  const values = [
    [/client_id\}/, "11111111-1111-4111-8111-111111111111"],
    [/vault_uri\}/, "https://vault.vault.azure.net/"],
    [/hostname\}/, "name.service.signalr.net"],
    [/\}/, "abc123"],
  ] as const;
  return String(value).replaceAll(/\$\{[^}]*\}/g, (expression) => {
    const found = values.find(([pattern]) => pattern.test(expression));
    return found ? found[1] : name;
  });
}

describe("the app settings of every function app", () => {
  it.each(functions.map(({ address, body }) => [address, Object(body["app_settings"])] as const))(
    "are what the functions read: %s",
    (_, settings: Record<string, unknown>) => {
      const environment = Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [name, applied(name, value)]),
      );
      expect(readSettings(azureSettings, environment).TURN_TTL_SECONDS).toBe(600);
    },
  );

  it("hand out credentials of the fleet on AWS once AWS trusts the functions", () => {
    const sources = new Map(
      functions.map(({ stack, body }) => [stack.id, Object(body["app_settings"])["TURN_SOURCES"]] as const),
    );
    expect(sources.get("two-clouds-azure-westeurope-app")).toBe("aws,metered");
    expect(sources.get("prod-azure-westeurope-app")).toBe("aws,metered");
    expect(sources.get("dev-azure-westeurope-app")).toBe("metered");
    expect(sources.get("resilient-azure-northeurope-app")).toBe("azure,metered");
    const untrusted = topologyOf({ aws: turnJanus, azure: { ...standard, turn: ["aws", "metered"] } });
    expect(untrusted.azure?.regions[0]?.app.functions.turnSources.map(({ kind }) => kind)).toEqual(["metered"]);
  });
});
