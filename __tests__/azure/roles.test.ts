import { breaches, resourcesOf } from "../helpers/azure-stacks";

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

  it("give the functions what they use and nothing else", () => {
    const given = (id: string): readonly string[] =>
      assignments
        .filter(
          ({ stack, body }) =>
            stack.id === id && /\.principal_id\}|function_identity/.test(String(body["principal_id"])),
        )
        .filter(({ address }) => /rights_|messages_/.test(address))
        .map(
          ({ body }) => `${body["role_definition_name"]} on ${/(?:azurerm_)(\w+?)\./.exec(String(body["scope"]))?.[1]}`,
        )
        .sort();
    expect(given("prod-azure-westeurope-network")).toEqual([
      "Key Vault Secrets User on key_vault",
      "Monitoring Metrics Publisher on application_insights",
      "Storage Blob Data Owner on storage_account",
      "Storage Table Data Contributor on storage_account",
    ]);
    expect(given("prod-azure-westeurope-app")).toEqual(["SignalR Service Owner on signalr_service"]);
  });
});
