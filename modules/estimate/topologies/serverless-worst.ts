import type { AzureTopology } from "../../environment/topology";
import { azureBaseRegion, azurePrices, azureRegionPrices } from "../prices/azure-prices";
import { egressDollars } from "../prices/egress";
import { daysPerMonth, pricesOf, secondsPerMonth } from "../prices/price-list";
import { gigabytesPerMonth, turnNodeEgress, volume } from "./aws-egress";
import type { WorstLine } from "./part-estimate";

/** Requests that an instance answers in a second at most, by the bench of the functions' own limit for one core. */
const requestsPerInstanceAndSecond = 1000;

/** Messages of 2 KB that a unit of SignalR sends in a second at most (performance guide of Azure SignalR, 1 unit). */
const messagesPerUnitAndSecond = 1000;

/** What an attacker who never sleeps can make us pay on Azure in a month, under the caps of the environment. */
export function serverlessWorst({ regions }: AzureTopology): readonly WorstLine[] {
  const flex = regions.flatMap(({ app }) => (app.functions.hosting === "flex" ? app.functions : []));
  const instances = flex.reduce((sum, { maximumInstances }) => sum + maximumInstances, 0);
  const gigabytes = flex.reduce((sum, plan) => sum + (plan.maximumInstances * plan.memoryMebibytes) / 1024, 0);
  const units = regions.flatMap(({ app: { signalr } }) => (signalr.sku === "Free_F1" ? [] : signalr.capacity));
  const messages = sum(units) * messagesPerUnitAndSecond * secondsPerMonth;
  const included = sum(units) * azurePrices.signalrMessagesPerUnitAndDay * daysPerMonth;
  const logs = regions.map(({ region, network }) => ({
    daily: network.logs.dailyGigabytes,
    price: pricesOf(azureRegionPrices, region, azureBaseRegion).prices.logGigabyte,
  }));
  const fleets = regions.flatMap(({ region, app }) =>
    app.turnFleet
      ? {
          tiers: pricesOf(azureRegionPrices, region, azureBaseRegion).prices.egress,
          nodes: app.turnFleet.slots.length,
          ...turnNodeEgress(app.turnFleet.fleet, app.turnFleet.fleet.instanceType.baselineMegabitsPerSecond),
        }
      : [],
  );
  const relayed = fleets.map(({ tiers, nodes, megabits }) => ({
    tiers,
    gigabytes: gigabytesPerMonth(nodes * megabits),
  }));
  const lines: readonly WorstLine[] = [
    {
      what: "functions, busy all the time",
      dollars: gigabytes * secondsPerMonth * azurePrices.flexOnDemandGigabyteSecond,
      cap: `${instances} instances, ${gigabytes} GB together (functions.maximumInstances)`,
    },
    {
      what: "functions, requests",
      dollars: ((instances * requestsPerInstanceAndSecond * secondsPerMonth) / 1e6) * azurePrices.flexMillionExecutions,
      cap: `${requestsPerInstanceAndSecond} a second and instance`,
    },
    {
      what: "SignalR messages",
      dollars: ((messages - included) / 1e6) * azurePrices.signalrMillionMessages,
      cap: `${messagesPerUnitAndSecond} a second and unit`,
    },
    {
      what: "logs",
      dollars: sum(logs.map(({ daily, price }) => daily * daysPerMonth * price)),
      cap: `${sum(logs.map(({ daily }) => daily))} GB a day`,
    },
    {
      what: `TURN egress, ${volume(sum(relayed.map((load) => load.gigabytes)))}`,
      dollars: egressDollars(relayed),
      cap: `${fleets.map(({ nodes, megabits }) => `${nodes} × ${Math.round(megabits).toLocaleString("en-US")} Mb/s`).join(" + ")}, ${[...new Set(fleets.map(({ bound }) => bound))].join("; ")}`,
    },
  ];
  return lines.filter(({ dollars }) => dollars > 0);
}

/** What nothing in the environment bounds. */
export function serverlessUnbounded({ edge, regions }: AzureTopology): readonly string[] {
  const metered = regions.some(({ app }) => app.functions.turnSources.some(({ kind }) => kind === "metered"));
  return [
    ...(edge.frontDoor ? ["requests and traffic of Front Door (its rule counts by address)"] : []),
    ...(edge.pages.some(({ sku }) => sku === "Standard") ? ["traffic of static web apps beyond 100 GB"] : []),
    ...(metered ? ["metered.ca beyond the plan: set its own limit there"] : []),
    "operations of storage and vault",
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
