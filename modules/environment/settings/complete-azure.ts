import { azureDefaults } from "../azure-defaults";
import { signalrCapacities } from "../catalog/azure-skus";
import { defaults } from "../defaults";
import type { ServerlessEnvironment, TurnSourceSettings } from "../input/azure";
import type { Environment } from "../input/environment";
import type { Ledger } from "../ledger";
import type { CompleteAzure, CompleteTurnSource } from "./azure-settings";

/** Fills in the part on Azure. */
export function completeAzure(
  azure: ServerlessEnvironment,
  { domain, deploy }: Pick<Environment, "domain" | "deploy">,
  ledger: Ledger,
): CompleteAzure {
  const tier = ledger.given("azure.tier", azure.tier);
  const sku = ledger.take("azure.signalr.sku", azure.signalr?.sku, azureDefaults.signalr[tier]);
  const turnIsList = isList(azure.turn);
  const sources = isList(azure.turn) ? azure.turn : [azure.turn];
  return {
    tier,
    regions: ledger.given("azure.regions", [...azure.regions]),
    turn: sources.map((source, index) =>
      completeSource(source, domain, turnIsList ? `azure.turn[${index}]` : "azure.turn", ledger),
    ),
    turnIsList,
    ...(azure.subscription !== undefined && {
      subscription: ledger.given("azure.subscription", azure.subscription),
    }),
    ...(azure.tenant !== undefined && { tenant: ledger.given("azure.tenant", azure.tenant) }),
    ...(azure.operators !== undefined && { operators: ledger.given("azure.operators", azure.operators) }),
    deployFrom: ledger.take("azure.deployFrom", azure.deployFrom, azureDefaults.deployFrom),
    signalr: {
      sku,
      capacity:
        azure.signalr?.capacity === undefined
          ? ledger.derive("azure.signalr.capacity", signalrCapacities[sku][0] ?? 1, `the smallest of ${sku}`)
          : ledger.given("azure.signalr.capacity", azure.signalr.capacity),
    },
    functions: completeFunctions(azure, ledger),
    ...completeStatistics(azure, deploy !== undefined, ledger),
    frontDoor: ledger.take("azure.frontDoor", azure.frontDoor, azureDefaults.frontDoor[tier]),
    ...(azure.pageHostname !== undefined && {
      pageHostname: ledger.given("azure.pageHostname", azure.pageHostname),
    }),
    secretVersion: ledger.take("azure.secrets.version", azure.secrets?.version, azureDefaults.secretVersion),
    ...(azure.federation && { federation: ledger.given("azure.federation", azure.federation) }),
  };
}

function completeFunctions(azure: ServerlessEnvironment, ledger: Ledger): CompleteAzure["functions"] {
  const hosting = ledger.take("azure.functions.hosting", azure.functions?.hosting, azureDefaults.hosting);
  return {
    hosting,
    maximumInstances: ledger.take(
      "azure.functions.maximumInstances",
      azure.functions?.maximumInstances,
      hosting === "flex" ? azureDefaults.maximumInstances : azureDefaults.premiumInstances,
    ),
    memoryMebibytes: ledger.take(
      "azure.functions.memoryMebibytes",
      azure.functions?.memoryMebibytes,
      azureDefaults.memoryMebibytes,
    ),
    alwaysReady: ledger.take(
      "azure.functions.alwaysReady",
      azure.functions?.alwaysReady,
      azureDefaults.alwaysReady[azure.tier],
    ),
  };
}

function completeStatistics(
  azure: ServerlessEnvironment,
  hasPipeline: boolean,
  ledger: Ledger,
): Pick<CompleteAzure, "statistics"> {
  const given = azure.statistics;
  if (given === "off") {
    ledger.given("azure.statistics", given);
    return {};
  }
  if (given === undefined && azure.tier === "free") {
    ledger.take("azure.statistics", given, azureDefaults.statistics.free);
    return {};
  }
  if (given === undefined && !hasPipeline) {
    ledger.take("azure.statistics", given, azureDefaults.statistics.withoutPipeline);
    return {};
  }
  return {
    statistics: {
      sku: ledger.take("azure.statistics.sku", given?.sku, azureDefaults.statisticsSku),
      ...(given?.administrators && {
        administrators: ledger.given("azure.statistics.administrators", given.administrators),
      }),
    },
  };
}

function completeSource(source: TurnSourceSettings, domain: string, path: string, ledger: Ledger): CompleteTurnSource {
  if (source === "aws") {
    return ledger.given(path, { kind: "aws" } as const);
  }
  if (source === "metered") {
    const app = ledger.derive(`${path}.app`, domain.split(".")[0] ?? domain, "the first label of the domain");
    return { kind: "metered", app };
  }
  if (source.kind === "metered") {
    return ledger.given(path, { kind: "metered", app: source.app } as const);
  }
  return {
    kind: "azure",
    nodes: ledger.take(`${path}.nodes`, source.nodes, azureDefaults.turnNodes),
    size: ledger.take(`${path}.size`, source.size, azureDefaults.turnSize),
    relayPorts: ledger.take(`${path}.relayPorts`, source.relayPorts, defaults.turn.relayPorts),
    ...(source.tls && { certificate: ledger.given(`${path}.tls.certificate`, source.tls.certificate) }),
    sshKey: ledger.given(`${path}.sshKey`, source.sshKey),
    perUser: ledger.take(`${path}.perUser`, undefined, defaults.turn.perUser),
    megabitsPerSecond: ledger.take(`${path}.megabitsPerSecond`, undefined, defaults.turn.megabitsPerSecond),
    coturnVersion: ledger.take(`${path}.coturnVersion`, undefined, defaults.turn.coturnVersion),
  };
}

function isList(turn: ServerlessEnvironment["turn"]): turn is readonly TurnSourceSettings[] {
  return Array.isArray(turn);
}
