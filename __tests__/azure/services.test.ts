import { findAzureRegion } from "../../modules/environment/catalog/azure-regions";
import { azureStacks, block, breaches, resourcesOf } from "../helpers/azure-stacks";

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
          body["service_mode"] !== "Serverless"
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

  it("in firewalls of databases: the functions' subnet or a private endpoint, no address and not all of Azure", () => {
    expect(resourcesOf("azurerm_mssql_firewall_rule")).toEqual([]);
    expect(
      breaches(resourcesOf("azurerm_mssql_server"), ({ body, stack }) => {
        const types = new Set(stack.resources.map(({ type }) => type));
        const hidden = body["public_network_access_enabled"] === false;
        return hidden ? !types.has("azurerm_private_endpoint") : !types.has("azurerm_mssql_virtual_network_rule");
      }),
    ).toEqual([]);
  });

  it("in origins: functions and SignalR let in exactly those that the page has", () => {
    const origins = "${data.terraform_remote_state.edge.outputs.origins}";
    expect(
      breaches(
        resourcesOf(/^azurerm_(signalr_service|function_app_flex_consumption|linux_function_app)$/),
        ({ body }) => {
          const cors = block(body["cors"] ?? block(body["site_config"])["cors"]);
          return cors["allowed_origins"] !== origins || cors["support_credentials"] === true;
        },
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
        .filter(({ body }) => body["direction"] === "Inbound")
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

  it("in TURN nodes: relayed packets do not reach the platform, and the machine's own do", () => {
    const rules = resourcesOf("azurerm_network_security_rule").filter(({ body }) => body["direction"] === "Outbound");
    const fleets = azureStacks.filter(({ resources }) =>
      resources.some(({ arguments: body }) => body["name"] === "relay-from-world"),
    );
    expect(fleets.length).toBeGreaterThan(0);
    const text = ({ body }: (typeof rules)[number]): string =>
      `${body["access"]} ${body["protocol"]} ${body["source_port_range"]} ${body["destination_address_prefix"]}`;
    expect(
      fleets
        .map(({ id }) => rules.filter(({ stack }) => stack.id === id).map(text))
        .filter((found) => found.length !== 2),
    ).toEqual([]);
    expect([...new Set(rules.map(text))].sort()).toEqual([
      "Deny Udp 49152-65535 AzurePlatformDNS",
      "Deny Udp 49152-65535 AzurePlatformIMDS",
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
