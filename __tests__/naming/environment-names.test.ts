import fc from "fast-check";
import type { Environment, Topology } from "../../modules/environment";
import { azureRegionNames, findAzureRegion } from "../../modules/environment/catalog/azure-regions";
import { awsRegionNames } from "../../modules/environment/catalog/regions";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import { type NameKind, reservedWords, resourceName } from "../../modules/shared/naming";
import live from "../fixtures/example-environments/live";
import openvidu from "../fixtures/example-environments/openvidu";
import prod from "../fixtures/example-environments/prod";
import { synthesize } from "../helpers/synth-environments";
import { patternsOfKinds, patternsOfTypes } from "./provider-names";

/** The longest name that an environment can have. */
const longest = "abcdefghijklmnopqrst";

const { federation: _federation, ...azureOfProd } = prod.azure;

/** The part of the example on Azure, without its part on AWS. */
const ownAzure = { ...azureOfProd, turn: "metered" as const };

/** Names that the clouds refuse, alone or with something behind them. */
const refused = [
  "internal",
  "internal-2",
  "sg",
  "sg-prod",
  "sthree",
  "amzn-s3-demo",
  "windows",
  "my-microsoft-calls",
  "micro-soft",
];

/** Names as files may have them; those that a cloud keeps for itself come up often. */
const names = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,19}$/).filter((name) => !/--|-$/.test(name)),
  fc.constantFrom(longest, "a", "aws", "azure", "xn", "internals", "sgx", "in-ternal", ...refused),
);

const purposes = fc.constantFrom(
  "media",
  "turn-tls",
  "turn-nodes",
  "state-access-logs",
  "live-rooms",
  "secret-rotation",
);

function kinds(cloud: "aws" | "azure"): readonly NameKind[] {
  const known: readonly NameKind[] = [
    "general",
    "awsLoadBalancer",
    "awsFleet",
    "awsReplicationGroup",
    "awsIamRole",
    "awsBucketPrefix",
    "azurePage",
    "azureStorageAccountPrefix",
    "azureKeyVaultPrefix",
    "azureGlobalPrefix",
  ];
  return known.filter((kind) => patternsOfKinds[kind].cloud === cloud);
}

function judged(name: string, content: Environment) {
  const { environment, findings } = judgeEnvironment(name, content, []);
  return { environment, wrong: findings.filter(({ warning }) => !warning) };
}

function resolved(name: string, content: Environment): Topology {
  const { environment, wrong } = judged(name, content);
  if (!environment || wrong.length > 0) {
    throw new Error(`${name} is refused: ${JSON.stringify(wrong)}`);
  }
  return resolveTopology(environment, new Ledger());
}

describe.each(["aws", "azure"] as const)("names on %s", (cloud) => {
  it.each(kinds(cloud))("of kind %s are taken by the cloud, whatever name of an environment is", (kind) => {
    const { takes, suffix = "" } = patternsOfKinds[kind];
    const regions =
      cloud === "aws" ? awsRegionNames : azureRegionNames.map((name) => findAzureRegion(name)?.code ?? name);
    const broken = fc.check(
      fc.property(names, fc.constantFrom(...regions), purposes, (name, region, purpose) => {
        fc.pre(reservedWords(cloud, name).length === 0);
        const parts = cloud === "aws" ? [name, region, purpose] : ["webrtc", name, region];
        return takes.test(`${resourceName(kind, ...parts)}${suffix}`);
      }),
      { numRuns: 500 },
    );
    expect(broken.counterexample).toBeNull();
  });
});

describe("a name that a cloud keeps for itself", () => {
  it.each(refused)("is refused, with the word and a remedy: %s", (name) => {
    expect(judged(name, prod).wrong).toMatchObject([
      {
        path: "",
        value: name,
        rule: expect.stringContaining("reserved"),
        remedy: expect.stringContaining("staging.ts"),
      },
    ]);
  });

  it("is taken where the environment has no part on that cloud", () => {
    const { aws: _aws, state: _s3, ...rest } = prod;
    expect(judged("sg", { ...rest, azure: ownAzure }).wrong).toEqual([]);
    expect(judged("windows", live).wrong).toEqual([]);
  });
});

describe("resources of environments with awkward names", () => {
  const cases = [longest, "a", "internals"].flatMap((name) => {
    const azure = { ...ownAzure, regions: ["germanywestcentral", "northeurope"] };
    return [resolved(name, { ...prod, azure }), resolved(name, openvidu), resolved(name, live)];
  });
  const found = cases
    .flatMap((topology) => synthesize([topology]))
    .flatMap(({ id, resources }) => resources.map(({ type, arguments: body }) => ({ id, type, body })));

  it("have names that the providers take", () => {
    const broken = found.flatMap(({ id, type, body }) => {
      const [argument, takes] = patternsOfTypes[type] ?? [];
      const name = String(argument === undefined ? "" : body[argument])
        .replace(/\$\{data\.aws_caller_identity[^}]*\}/g, "123456789012")
        .replace(/\$\{[^}]*suffix[^}]*\}|\$\{random_id[^}]*\}/g, "abcdef");
      return takes && body[argument ?? ""] !== undefined && !name.startsWith("${") && !takes.test(name)
        ? [`${id}: ${type}: ${name}`]
        : [];
    });
    expect(broken).toEqual([]);
  });

  it("are of every type that has a rule here, so that no rule is idle", () => {
    const types = new Set(found.map(({ type }) => type));
    const idle = Object.keys(patternsOfTypes).filter((type) => !types.has(type));
    // Parts that none of the three has: a room directory, a plan of the kind Elastic Premium, TURN machines on Azure.
    expect(idle).toEqual([
      "aws_elasticache_replication_group",
      "aws_elasticache_subnet_group",
      "azurerm_linux_function_app",
      "azurerm_linux_virtual_machine",
      "azurerm_public_ip",
    ]);
  });
});

it("does not rename what fits: the names of a page are its parts, joined", () => {
  expect(resourceName("azurePage", "webrtc-dev-westeurope", "page", "westeurope")).toBe(
    "webrtc-dev-westeurope-page-westeurope",
  );
});
