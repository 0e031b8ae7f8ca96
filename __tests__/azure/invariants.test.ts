import { findAzureRegion } from "../../modules/environment/catalog/azure-regions";
import { azureStacks, block, breaches, resourcesOf } from "../helpers/azure-stacks";

/** A value where the suffix of the network layer stands for an expression. */
const filled = (value: unknown): string => String(value).replaceAll(/\$\{[^}]*\}/g, "abc123");

/** Application Insights takes no key, so that its connection string is an address. */
const insightsAddress = "${data.azurerm_application_insights.insights.connection_string}";

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

describe("roles on Azure", () => {
  const assignments = resourcesOf("azurerm_role_assignment");

  it("say what kind of principal gets them, and why", () => {
    expect(
      breaches(
        assignments,
        ({ body }) =>
          !["ServicePrincipal", "Group"].includes(String(body["principal_type"])) ||
          String(body["description"] ?? "").length < 10 ||
          (body["principal_type"] === "ServicePrincipal") !== (body["skip_service_principal_aad_check"] === true),
      ),
    ).toEqual([]);
  });

  it("never open a subscription", () => {
    expect(breaches(assignments, ({ body }) => !/^\$\{/.test(String(body["scope"])))).toEqual([]);
  });

  it("that change things are given in the bootstrap layer alone", () => {
    const strong = ["Contributor", "Role Based Access Control Administrator", "Key Vault Secrets Officer"];
    expect(
      breaches(
        assignments,
        ({ body, stack }) => strong.includes(String(body["role_definition_name"])) && !stack.id.endsWith("-bootstrap"),
      ),
    ).toEqual([]);
    expect(assignments.filter(({ body }) => body["role_definition_name"] === "Owner")).toEqual([]);
  });

  it("let a pipeline give the listed roles to identities and no other", () => {
    const delegated = assignments.filter(
      ({ body }) => body["role_definition_name"] === "Role Based Access Control Administrator",
    );
    expect(
      breaches(
        delegated,
        ({ body }) =>
          !String(body["condition"]).includes("ForAnyOfAnyValues:GuidEquals") || body["condition_version"] !== "2.0",
      ),
    ).toEqual([]);
  });

  it("open to TURN nodes their one secret, not the vault", () => {
    const nodes = assignments.filter(
      ({ body }) =>
        String(body["principal_id"]).includes("turn_nodes") &&
        body["role_definition_name"] === "Key Vault Secrets User",
    );
    expect(breaches(nodes, ({ body }) => !/resource_versionless_id|\/secrets\//.test(String(body["scope"])))).toEqual(
      [],
    );
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

describe("services on Azure have values that exist", () => {
  it("in SKUs of SignalR with their capacity, without keys, for browsers of the page alone", () => {
    const skus = new Map([
      ["Free_F1", [1]],
      ["Standard_S1", [1, 2, 5, 10, 20, 50, 100]],
      ["Premium_P1", [1, 2, 5, 10, 20, 50, 100]],
      ["Premium_P2", [100, 500, 1000]],
    ]);
    expect(
      breaches(resourcesOf("azurerm_signalr_service"), ({ body }) => {
        const sku = block(body["sku"]);
        return (
          !skus.get(String(sku["name"]))?.includes(Number(sku["capacity"])) ||
          body["local_auth_enabled"] !== false ||
          body["service_mode"] !== "Serverless" ||
          String(block(body["cors"])["allowed_origins"]).includes("*")
        );
      }),
    ).toEqual([]);
  });

  it("in network rules: never on a free SignalR, servers by private endpoint alone", () => {
    expect(
      breaches(resourcesOf("azurerm_signalr_service_network_acl"), ({ body, stack }) => {
        const service = stack.resources.find(({ type }) => type === "azurerm_signalr_service");
        const open = block(body["public_network"]);
        return (
          block(service?.arguments["sku"])["name"] === "Free_F1" ||
          body["default_action"] !== "Deny" ||
          "denied_request_types" in open ||
          JSON.stringify(open["allowed_request_types"]) !== '["ClientConnection"]'
        );
      }),
    ).toEqual([]);
  });

  it("in functions: an identity instead of the host's key, HTTPS, TLS 1.2, no publishing password, health", () => {
    expect(
      breaches(resourcesOf(/^azurerm_(function_app_flex_consumption|linux_function_app)$/), ({ body }) => {
        const site = block(body["site_config"]);
        const settings = Object(body["app_settings"]);
        return (
          body["https_only"] !== true ||
          body["webdeploy_publish_basic_authentication_enabled"] !== false ||
          site["minimum_tls_version"] !== "1.2" ||
          site["health_check_path"] !== "/api/health" ||
          settings["AzureWebJobsStorage__credential"] !== "managedidentity" ||
          String(block(site["cors"])["allowed_origins"]).includes("*") ||
          Object.keys(settings).some((name) =>
            /^(FUNCTIONS_|WEBSITE_|SCM_DO_)|CONNECTION_STRING$|INSTRUMENTATIONKEY/.test(name),
          )
        );
      }),
    ).toEqual([]);
  });

  it("in Flex Consumption: an empty AzureWebJobsStorage, 40 to 1000 instances, known memory, Node 22", () => {
    expect(
      breaches(
        resourcesOf("azurerm_function_app_flex_consumption"),
        ({ body }) =>
          Object(body["app_settings"])["AzureWebJobsStorage"] !== "" ||
          Number(body["maximum_instance_count"]) < 40 ||
          Number(body["maximum_instance_count"]) > 1000 ||
          ![512, 2048, 4096].includes(Number(body["instance_memory_in_mb"])) ||
          body["runtime_version"] !== "22" ||
          body["zip_deploy_file"] !== undefined,
      ),
    ).toEqual([]);
  });

  it("in the database: Entra ID alone, and a pause only where the SKU can", () => {
    expect(
      breaches(
        resourcesOf("azurerm_mssql_server"),
        ({ body }) =>
          "administrator_login" in body ||
          block(body["azuread_administrator"])["azuread_authentication_only"] !== true ||
          body["minimum_tls_version"] !== "1.2",
      ),
    ).toEqual([]);
    expect(
      breaches(
        resourcesOf("azurerm_mssql_database"),
        ({ body }) => "auto_pause_delay_in_minutes" in body !== /^(GP|HS)_S_/.test(String(body["sku_name"])),
      ),
    ).toEqual([]);
  });

  it("in delegated subnets: the owner that the plan of the functions needs, and room for 40 instances", () => {
    const subnets = resourcesOf("azurerm_subnet").filter(({ body }) => body["name"] === "functions");
    expect(
      breaches(subnets, ({ body, stack }) => {
        const owner = block(block(body["delegation"])["service_delegation"])["name"];
        const expected = stack.id.startsWith("premium-") ? "Microsoft.Web/serverFarms" : "Microsoft.App/environments";
        return owner !== expected || !/\/2[0-6]$/.test(String(Object(body["address_prefixes"])[0]));
      }),
    ).toEqual([]);
  });

  it("in logs: a cap a day on the workspace and on Application Insights, which takes no key", () => {
    expect(
      breaches(resourcesOf("azurerm_log_analytics_workspace"), ({ body }) => !(Number(body["daily_quota_gb"]) > 0)),
    ).toEqual([]);
    expect(
      breaches(
        resourcesOf("azurerm_application_insights"),
        ({ body }) => !(Number(body["daily_data_cap_in_gb"]) > 0) || body["local_authentication_disabled"] !== true,
      ),
    ).toEqual([]);
  });

  it("in diagnostics: SignalR, vault and databases write to the workspace; Flex Consumption has none", () => {
    const watched = azureStacks.flatMap(({ id, resources }) =>
      resources
        .filter(({ type }) => type === "azurerm_monitor_diagnostic_setting")
        .map(({ arguments: body }) => `${id} ${String(body["target_resource_id"])}`),
    );
    for (const type of ["azurerm_signalr_service", "azurerm_key_vault", "azurerm_mssql_database"]) {
      expect(
        breaches(resourcesOf(type), ({ stack, address }) => {
          const name = address.split("/")[1];
          return !watched.some((line) => line.startsWith(stack.id) && line.includes(`${name}.id`));
        }),
      ).toEqual([]);
    }
    expect(watched.filter((line) => line.includes("function_app"))).toEqual([]);
  });

  it("in budgets: the first of a month that Terraform leaves alone later", () => {
    expect(
      breaches(
        resourcesOf("azurerm_consumption_budget_resource_group"),
        ({ body }) =>
          !String(block(body["time_period"])["start_date"]).includes("-'01T00:00:00Z'") ||
          !JSON.stringify(body["lifecycle"]).includes("time_period"),
      ),
    ).toEqual([]);
  });

  it("in pages: a region that makes them, tier and size alike", () => {
    const regions = findAzureRegion("westeurope")?.pageRegions ?? [];
    expect(
      breaches(
        resourcesOf("azurerm_static_web_app"),
        ({ body }) => !regions.some((region) => region === body["location"]) || body["sku_tier"] !== body["sku_size"],
      ),
    ).toEqual([]);
  });

  it("in TURN nodes: what the ports table says is open, and nothing else", () => {
    const rules = resourcesOf("azurerm_network_security_rule", /resilient-azure-westeurope-network/);
    expect(
      rules
        .map(({ body }) => `${body["source_address_prefix"]} ${body["protocol"]} ${body["destination_port_range"]}`)
        .sort(),
    ).toEqual([
      "AzureLoadBalancer Tcp 8089",
      "Internet Tcp 3478",
      "Internet Tcp 443",
      "Internet Tcp 5349",
      "Internet Udp 3478",
      "Internet Udp 49152-65535",
      "Internet Udp 5349",
    ]);
  });

  it("in TURN nodes: no password, an address of its own for each, TCP alone through the balancer", () => {
    const machines = resourcesOf("azurerm_linux_virtual_machine");
    expect(breaches(machines, ({ body }) => body["disable_password_authentication"] !== true)).toEqual([]);
    expect(breaches(resourcesOf("azurerm_lb_rule"), ({ body }) => body["protocol"] !== "Tcp")).toEqual([]);
    const addresses = resourcesOf("azurerm_network_interface", /resilient-azure-westeurope/).map(
      ({ body }) => block(body["ip_configuration"])["public_ip_address_id"],
    );
    expect(new Set(addresses).size).toBe(3);
  });
});
