import type { AzureAppPlan, AzureEdgePlan, AzureTopology } from "../../environment/topology";
import { anyOf, type Block, parallel, part, series } from "../availability/block";
import { redundantMachines } from "../availability/fleet";
import { azureSla, type SlaFigure } from "../availability/sla";
import { azureBaseRegion, azureRegionPrices, meteredGigabyte } from "../prices/azure-prices";
import { egressDollars } from "../prices/egress";
import { daysPerMonth, type PriceTier, pricesOf } from "../prices/price-list";
import { mediaTraffic, type Usage } from "../usage";
import { volume } from "./aws-egress";
import type { PartEstimate, UsageLine } from "./part-estimate";
import { callLoad, dailySignalrMessages, signallingLines } from "./serverless-load";
import { serverlessUnbounded, serverlessWorst } from "./serverless-worst";

/** Signalling on Azure, with the page and its TURN sources. Where another part has relays, calls go through those. */
export function estimateServerless(azure: AzureTopology, usage: Usage, elsewhere?: PartEstimate): PartEstimate {
  const relay = relayBlock(azure, elsewhere?.relaysFor === "everybody" ? elsewhere.services.relay : undefined);
  return {
    cloud: "azure",
    topology: `${azure.kind}, tier ${azure.tier}`,
    regions: azure.regions.map(({ region }) => region),
    services: {
      page: pageBlock(azure.edge),
      signalling: parallel(...azure.regions.map(({ app }) => signallingBlock(app))),
      ...(relay && { relay }),
    },
    relaysFor: "everybody",
    usage: [...(elsewhere?.services.relay ? [] : relayLines(azure, usage)), ...signallingLines(azure, usage)].filter(
      ({ dollars }) => dollars > 0,
    ),
    worst: serverlessWorst(azure),
    unpriced: [],
    unbounded: serverlessUnbounded(azure),
    misfits: misfits(azure, usage),
    budgets: azure.regions.flatMap(({ network }) => network.budget ?? []),
  };
}

/** Pages behind Front Door stand in for each other; without it the first one has the address that people know. */
function pageBlock({ pages, frontDoor }: AzureEdgePlan): Block {
  const [first] = pages;
  const page = part(first?.sku === "Free" ? azureSla.pageFree : azureSla.page);
  return frontDoor ? series(part(azureSla.frontDoor), anyOf(pages.length, page)) : page;
}

function signallingBlock({ signalr }: AzureAppPlan): Block {
  return series(
    part(signalrFigure(signalr.sku)),
    part(azureSla.functions),
    part(azureSla.storage),
    part(azureSla.keyVault),
  );
}

function signalrFigure(sku: string): SlaFigure {
  if (sku.startsWith("Premium")) {
    return azureSla.signalrPremium;
  }
  return sku === "Free_F1" ? azureSla.signalrFree : azureSla.signalrStandard;
}

/** Clients get the relays of all sources and use one that answers. */
function relayBlock({ regions }: AzureTopology, elsewhere: Block | undefined): Block | undefined {
  const [home] = regions;
  const sources = home?.app.functions.turnSources ?? [];
  const machines = regions.flatMap(({ app }) =>
    app.turnFleet
      ? redundantMachines({
          count: app.turnFleet.slots.length,
          zones: app.turnFleet.zones.length,
          machine: azureSla.machine,
          shared: azureSla.machinesInZones,
        })
      : [],
  );
  const metered = sources.some(({ kind }) => kind === "metered") ? [part(azureSla.metered)] : [];
  const all = [...(elsewhere ? [elsewhere] : []), ...machines, ...metered];
  return all.length === 0 ? undefined : parallel(...all);
}

/** Media through the first TURN source. */
function relayLines({ regions }: AzureTopology, usage: Usage): readonly UsageLine[] {
  const { relayed } = mediaTraffic(usage, false);
  const [source] = regions[0]?.app.functions.turnSources ?? [];
  switch (source?.kind) {
    case "azure": {
      const loads = regions.map(({ region }) => ({ tiers: egressOf(region), gigabytes: relayed / regions.length }));
      return [{ what: `TURN egress, ${volume(relayed)}`, kind: "turn egress", dollars: egressDollars(loads) }];
    }
    case "metered":
      return [
        {
          what: `TURN egress at metered.ca, ${volume(relayed)}`,
          kind: "turn egress",
          dollars: relayed * meteredGigabyte,
        },
      ];
    default:
      return [];
  }
}

/** Price of egress in a region of Azure. */
function egressOf(region: string): readonly PriceTier[] {
  return pricesOf(azureRegionPrices, region, azureBaseRegion).prices.egress;
}

function misfits({ regions }: AzureTopology, usage: Usage): readonly string[] {
  const [home] = regions;
  if (!home) {
    return [];
  }
  const messages = dailySignalrMessages(usage) / regions.length;
  const credentials = (callLoad(usage).credentials * usage.calls) / daysPerMonth / regions.length;
  const whole = (count: number): string => Math.round(count).toLocaleString("en-US");
  const { sku } = home.app.signalr;
  const { turnDailyCap } = home.app.functions;
  return [
    ...(sku === "Free_F1" && messages > 20_000
      ? [`This usage is ${whole(messages)} messages a day; SignalR Free_F1 carries 20,000.`]
      : []),
    ...(credentials > turnDailyCap
      ? [`This usage takes ${whole(credentials)} TURN credentials a day and region; the cap is ${whole(turnDailyCap)}.`]
      : []),
  ];
}
