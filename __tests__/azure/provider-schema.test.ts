import { azureStacks, resourcesOf } from "../helpers/azure-stacks";
import { schemaProblems } from "../helpers/provider-schema";

describe("every Azure stack, against the schema of azurerm 4.55", () => {
  it("gives resources the arguments that they take, none that is missing, unknown, computed or deprecated", () => {
    const problems = resourcesOf(/^(azurerm|random)_/).flatMap(({ address, type, body }) =>
      schemaProblems("resource", type, body).map((problem) => `${address}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  it("gives data sources the arguments that they take", () => {
    const problems = azureStacks.flatMap(({ id, json }) =>
      Object.entries(json.data ?? {})
        .filter(([type]) => type.startsWith("azurerm_"))
        .flatMap(([type, byName]) =>
          Object.values(byName).flatMap((body) =>
            schemaProblems("data", type, body).map((problem) => `${id}: ${type}: ${problem}`),
          ),
        ),
    );
    expect(problems).toEqual([]);
  });

  it("is a check that finds a missing, an unknown and a deprecated argument and too many blocks", () => {
    expect(
      schemaProblems("resource", "azurerm_key_vault", {
        name: "vault",
        location: "westeurope",
        resource_group_name: "group",
        sku_name: "standard",
        enable_rbac_authorization: true,
        soft_delete: true,
        network_acls: [
          { bypass: "None", default_action: "Deny" },
          { bypass: "None", default_action: "Deny" },
        ],
      }).sort(),
    ).toEqual([
      "enable_rbac_authorization is deprecated",
      "network_acls stands 2 times, at most 1",
      "soft_delete is unknown",
      "tenant_id is missing",
    ]);
  });
});
