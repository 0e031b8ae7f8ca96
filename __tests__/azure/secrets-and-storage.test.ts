import { azureStacks, block, breaches, resourcesOf } from "../helpers/azure-stacks";

/** Application Insights takes no key, so that its connection string is an address. */
const insightsAddress = "${data.azurerm_application_insights.insights.connection_string}";

const environmentIsProtected = (id: string): boolean => /^(resilient|prod)-/.test(id);

describe("secrets on Azure", () => {
  it("are written by a write-only argument from an ephemeral variable, with a version", () => {
    expect(
      breaches(resourcesOf("azurerm_key_vault_secret"), ({ body, stack }) => {
        const variable = /var\.([a-z_]+)/.exec(String(body["value_wo"]))?.[1] ?? "";
        const declared = Object(Object(stack.json)["variable"])[variable];
        return (
          "value" in body ||
          typeof body["value_wo_version"] !== "number" ||
          declared?.ephemeral !== true ||
          declared?.sensitive !== true
        );
      }),
    ).toEqual([]);
  });

  it("need no ephemeral resource, which a plan against mocked providers does not know", () => {
    expect(azureStacks.filter(({ json }) => "ephemeral" in json).map(({ id }) => id)).toEqual([]);
  });

  it("come from no resource that keeps a value in its state", () => {
    const types = new Set(resourcesOf(/./).map(({ type }) => type));
    expect([...types].filter((type) => type.startsWith("random_"))).toEqual(["random_id"]);
    const keys = /\$\{[^}]*(access_key|connection_string|api_key|_keys)\b|AccountKey=/i;
    const readers = azureStacks.filter(({ text }) => keys.test(text.replaceAll(insightsAddress, "")));
    expect(readers.map(({ id }) => id)).toEqual([]);
  });

  it("leave no state as an output", () => {
    for (const { id, json } of azureStacks) {
      const outputs = Object.entries(json.output ?? {}).filter(([, { value }]) =>
        /connection_string|instrumentation_key|_key\}|var\.|ephemeral/.test(JSON.stringify(value)),
      );
      expect({ id, outputs }).toEqual({ id, outputs: [] });
    }
  });

  it("lie in a vault that is opened by roles and refuses strangers", () => {
    expect(
      breaches(resourcesOf("azurerm_key_vault"), ({ body, stack }) => {
        const firewall = block(body["network_acls"]);
        return (
          body["rbac_authorization_enabled"] !== true ||
          firewall["default_action"] !== "Deny" ||
          firewall["ip_rules"] !== "${var.deployer_addresses}" ||
          (environmentIsProtected(stack.id) && body["purge_protection_enabled"] !== true)
        );
      }),
    ).toEqual([]);
  });
});

describe("storage on Azure", () => {
  it("knows no shared key, no public blob and no old TLS, and keeps versions", () => {
    expect(
      breaches(
        resourcesOf("azurerm_storage_account"),
        ({ body }) =>
          body["shared_access_key_enabled"] !== false ||
          body["allow_nested_items_to_be_public"] !== false ||
          body["min_tls_version"] !== "TLS1_2" ||
          block(body["blob_properties"])["versioning_enabled"] !== true,
      ),
    ).toEqual([]);
  });

  it("refuses strangers, but for the states, which Terraform reads first and a lock keeps", () => {
    expect(
      breaches(resourcesOf("azurerm_storage_account"), ({ body, stack }) =>
        stack.id.endsWith("-bootstrap")
          ? !stack.resources.some(({ type }) => type === "azurerm_management_lock")
          : block(body["network_rules"])["default_action"] !== "Deny",
      ),
    ).toEqual([]);
  });

  it("has no table made by Terraform, which would need the shared key", () => {
    expect(resourcesOf(/^azurerm_storage_(table|share|queue)/)).toEqual([]);
  });
});
