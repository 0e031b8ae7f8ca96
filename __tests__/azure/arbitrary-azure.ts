import fc from "fast-check";
import type { Environment } from "../../modules/environment";
import { azureRegionNames } from "../../modules/environment/catalog/azure-regions";
import { signalrCapacities } from "../../modules/environment/catalog/azure-skus";
import type { AzureEnvironment, SignalrSku, TurnSourceSettings } from "../../modules/environment/input/azure";

const guid = "11111111-1111-4111-8111-111111111111";

/** A public key of 2,048 bits with nothing behind it. */
const sshKey = `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${"D".repeat(342)} tests`;

/** Environments with a part on Azure that every rule allows. */
export function arbitraryAzureEnvironment(): fc.Arbitrary<Environment> {
  return fc.record(
    {
      domain: fc.constantFrom("example.com", "dev.example.com"),
      costCenter: fc.constant("WebRTC"),
      protect: fc.boolean(),
      budget: fc.record({ monthly: fc.integer({ min: 1, max: 100_000 }), notify: fc.constant(["ops@example.com"]) }),
      deploy: fc.constantFrom<NonNullable<Environment["deploy"]>>(
        { kind: "github", repository: "example/webrtc" },
        {
          kind: "oidc",
          issuer: "https://vstoken.dev.azure.com/x",
          audience: "api://AzureADTokenExchange",
          subjects: ["sc://a/b/c"],
        },
        {
          kind: "oidc",
          issuer: "https://login.microsoftonline.com/44444444-4444-4444-8444-444444444444/v2.0",
          audience: "api://AzureADTokenExchange",
          subjects: ["/eid1/c/pub/t/a/sc/1/2"],
          migrationSubjects: ["/eid1/c/pub/t/a/sc/1/3"],
        },
      ),
      azure: arbitraryAzure(),
    },
    { requiredKeys: ["domain", "costCenter", "azure"] },
  );
}

function arbitraryAzure(): fc.Arbitrary<AzureEnvironment> {
  return fc.constantFrom("free", "standard", "resilient").chain((tier) =>
    fc.record(
      {
        topology: fc.constant("serverless" as const),
        tier: fc.constant(tier),
        regions: fc.uniqueArray(fc.constantFrom(...azureRegionNames), {
          minLength: tier === "resilient" ? 2 : 1,
          maxLength: 3,
        }),
        turn: fc.oneof(arbitrarySource(), fc.tuple(arbitraryNodes(), fc.constant("metered" as const))),
        signalr: arbitrarySignalr(tier),
        statistics: fc.constantFrom<NonNullable<AzureEnvironment["statistics"]>>(
          "off",
          { sku: "Basic" },
          {
            administrators: { name: "dba", objectId: guid },
          },
        ),
        operators: fc.constant(guid),
        secrets: fc.record({ version: fc.integer({ min: 1, max: 9 }) }),
        ...(tier === "free" ? {} : { functions: arbitraryFunctions(), frontDoor: fc.boolean() }),
      },
      { requiredKeys: ["topology", "tier", "regions", "turn"] },
    ),
  );
}

function arbitrarySource(): fc.Arbitrary<TurnSourceSettings> {
  return fc.oneof(fc.constant("metered" as const), arbitraryNodes());
}

function arbitraryNodes(): fc.Arbitrary<TurnSourceSettings> {
  return fc.record(
    {
      kind: fc.constant("azure" as const),
      sshKey: fc.constant(sshKey),
      nodes: fc.integer({ min: 1, max: 15 }),
      tls: fc.constant({ certificate: "turn" }),
    },
    { requiredKeys: ["kind", "sshKey"] },
  );
}

function arbitrarySignalr(tier: string): fc.Arbitrary<{ sku: SignalrSku; capacity: number }> {
  const skus: readonly SignalrSku[] = tier === "free" ? ["Free_F1"] : ["Standard_S1", "Premium_P1", "Premium_P2"];
  return fc
    .constantFrom(...skus)
    .chain((sku) => fc.record({ sku: fc.constant(sku), capacity: fc.constantFrom(...signalrCapacities[sku]) }));
}

function arbitraryFunctions() {
  return fc.constantFrom<NonNullable<AzureEnvironment["functions"]>>(
    {},
    { hosting: "premium" },
    { hosting: "flex", maximumInstances: 100, alwaysReady: 4 },
    { memoryMebibytes: 4096 },
  );
}
