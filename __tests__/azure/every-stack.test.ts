import { azureStacks, block, breaches, resourcesOf } from "../helpers/azure-stacks";

/** A value where the suffix of the network layer stands for an expression. */
const filled = (value: unknown): string => String(value).replaceAll(/\$\{[^}]*\}/g, "abc123");

const environmentIsProtected = (id: string): boolean => /^(resilient|prod)-/.test(id);

describe("every Azure stack", () => {
  it("works with azurerm from 4.55 on, below 5, and random from 3.7 on, below 4", () => {
    const ranges = azureStacks.map(({ json }) => Object(json.terraform["required_providers"]));
    expect(new Set(ranges.map((range) => range["azurerm"]?.version))).toEqual(new Set([">= 4.55.0, < 5.0.0"]));
    expect(new Set(ranges.flatMap((range) => range["random"]?.version ?? []))).toEqual(new Set([">= 3.7.0, < 4.0.0"]));
  });

  it("registers resource providers in the bootstrap layer alone, and none by default", () => {
    for (const { id, json } of azureStacks) {
      const provider = block(Object(json)["provider"]["azurerm"]);
      expect({ id, registers: "resource_providers_to_register" in provider }).toEqual({
        id,
        registers: id.endsWith("-bootstrap"),
      });
      expect(provider["resource_provider_registrations"]).toBe("none");
      expect(provider["storage_use_azuread"]).toBe(true);
    }
  });

  it("asks nothing of a storage account's own interface, whose firewall may not know the agent yet", () => {
    for (const { id, json } of azureStacks) {
      const features = block(block(Object(json)["provider"]["azurerm"])["features"]);
      expect({ id, storage: features["storage"] }).toEqual({ id, storage: [{ data_plane_available: false }] });
    }
    const served = resourcesOf("azurerm_storage_account").filter(
      ({ body }) => "queue_properties" in body || "static_website" in body,
    );
    expect(served.map(({ address }) => address)).toEqual([]);
  });

  it("tags what takes tags", () => {
    const untagged =
      /_(role_assignment|federated_identity_credential|subnet|association|storage_container|diagnostic_setting|network_acl|virtual_network_rule|auditing_policy|management_lock|custom_domain|security_rule|address_pool|lb_probe|lb_rule|storage_blob|consumption_budget_resource_group|origin|origin_group|route|rule|rule_set|security_policy)$|^random_/;
    const tagged = resourcesOf(/^azurerm_/).filter(({ type }) => !untagged.test(type));
    expect(
      breaches(tagged, ({ body }) => {
        const tags = Object.keys(Object(body["tags"]));
        return !["CostCenter", "Environment", "Layer", "ManagedBy", "Role", "Topology"].every((tag) =>
          tags.includes(tag),
        );
      }),
    ).toEqual([]);
  });

  it("survives destroy where the environment is protected", () => {
    const survivors = resourcesOf(
      /^azurerm_(resource_group|key_vault|storage_account|user_assigned_identity|log_analytics_workspace|public_ip|public_ip_prefix)$|^random_id$/,
      /-(bootstrap|network)$/,
    );
    expect(
      breaches(
        survivors,
        ({ body, stack }) =>
          (Object(body["lifecycle"])["prevent_destroy"] === true) !== environmentIsProtected(stack.id),
      ),
    ).toEqual([]);
  });
});

describe("names on Azure", () => {
  const patterns: readonly (readonly [type: string, pattern: RegExp])[] = [
    ["azurerm_storage_account", /^[a-z0-9]{3,24}$/],
    ["azurerm_key_vault", /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/],
    ["azurerm_signalr_service", /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,61}[a-zA-Z0-9]$/],
    ["azurerm_function_app_flex_consumption", /^[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]$/],
    ["azurerm_linux_function_app", /^[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]$/],
    ["azurerm_mssql_server", /^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/],
    ["azurerm_static_web_app", /^[a-zA-Z0-9-]{1,60}$/],
    ["azurerm_cdn_frontdoor_endpoint", /^[a-zA-Z0-9][a-zA-Z0-9-]{0,44}[a-zA-Z0-9]$/],
    ["azurerm_cdn_frontdoor_firewall_policy", /^[a-zA-Z][a-zA-Z0-9]{0,127}$/],
    ["azurerm_cdn_frontdoor_rule_set", /^[a-zA-Z][a-zA-Z0-9]{0,59}$/],
    ["azurerm_resource_group", /^[\w().-]{0,89}[\w()-]$/],
    ["azurerm_linux_virtual_machine", /^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}[a-zA-Z0-9]$/],
  ];

  it.each(patterns)("fit the rule of %s", (type, pattern) => {
    expect(breaches(resourcesOf(type), ({ body }) => !pattern.test(filled(body["name"])))).toEqual([]);
  });

  it("are unique within a type and stack", () => {
    const names = resourcesOf(/^azurerm_/)
      .filter(
        ({ body, type }) =>
          body["name"] && !/subnet$|_rule$|_record$|credential$|diagnostic_setting$|origin$/.test(type),
      )
      .map(({ body, type, stack }) => `${stack.id} ${type} ${filled(body["name"])}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
