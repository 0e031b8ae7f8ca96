import { deployCredentials, migrationCredentials } from "../../modules/environment/resolve/azure-credentials";
import { resourcesOf } from "../helpers/azure-stacks";

const devops = {
  kind: "oidc",
  issuer: "https://vstoken.dev.azure.com/44444444-4444-4444-8444-444444444444",
  audience: "api://AzureADTokenExchange",
  subjects: ["sc://example/webrtc/azure"],
} as const;

describe("the identity that migrates the database", () => {
  it.each([
    ["GitHub", { kind: "github", repository: "example/webrtc" } as const, "repo:example/webrtc:environment:prod"],
    ["Azure DevOps", devops, "sc://example/webrtc/azure"],
  ])("takes another token from %s than the one that deploys", (_, deploy, subject) => {
    expect(deployCredentials(deploy, "prod").map((one) => one.subject)).toEqual([subject]);
    expect(migrationCredentials(deploy, "prod").map((one) => one.subject)).toEqual([`${subject}-migration`]);
  });

  it("takes the tokens that the environment names where subjects do not tell", () => {
    const entra = { ...devops, subjects: ["/eid1/sc/1/2", "sc://a/b/c"], migrationSubjects: ["/eid1/sc/1/3"] } as const;
    expect(migrationCredentials(entra, "prod").map((one) => one.subject)).toEqual(["/eid1/sc/1/3"]);
  });

  it("takes no token that deploys, in any environment", () => {
    const accepted = resourcesOf("azurerm_federated_identity_credential").map(({ stack, address, body }) => ({
      identity: /migration/.test(address) ? "migration" : "deploy",
      token: `${stack.id.split("-azure-")[0]} ${String(body["issuer"])} ${String(body["subject"])}`,
    }));
    const of = (name: string) => accepted.flatMap(({ identity, token }) => (identity === name ? token : []));
    expect(of("migration").length).toBeGreaterThan(0);
    expect(of("deploy").length).toBeGreaterThan(0);
    expect(of("migration").filter((token) => of("deploy").includes(token))).toEqual([]);
  });

  it("may manage its database server and nothing else", () => {
    const rights = resourcesOf("azurerm_role_assignment").filter(({ body }) =>
      String(body["principal_id"]).includes("migration_identity"),
    );
    expect(rights.length).toBeGreaterThan(0);
    for (const { address, body } of rights) {
      expect({ address, role: body["role_definition_name"] }).toEqual({ address, role: "SQL Server Contributor" });
      expect(body["scope"]).toMatch(/^\$\{azurerm_mssql_server\.[\w-]+\.id\}$/);
    }
  });
});
