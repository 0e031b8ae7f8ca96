import type { AzureTopology } from "../../environment/topology";
import { azurePrices } from "../prices/azure-prices";
import { daysPerMonth } from "../prices/price-list";
import type { Usage } from "../usage";
import type { UsageLine } from "./part-estimate";

/** What one call asks of the signalling. */
export interface CallLoad {
  /** Requests to the functions. */
  readonly requests: number;
  /** Messages that SignalR sends, 2 KB each; a longer one counts as several. */
  readonly messages: number;
  /** TURN credentials. */
  readonly credentials: number;
}

/** How the page speaks with the functions. */
const protocol = {
  /** session, negotiate, join, leave and the report at the end, per participant. */
  requestsAroundCall: 5,
  /** Requests a minute that keep the lease, per participant: one in 30 seconds. */
  requestsPerMinute: 2,
  /** offer, answer and two batches of candidates each way, per pair. */
  requestsPerPair: 6,
  /** The same as messages of 2 KB: an offer and an answer are two each. */
  messagesPerPair: 8,
  /** Somebody came, somebody left: per participant and other participant. */
  noticesPerOther: 2,
  /** Minutes after which a relayed participant asks for new credentials: they live for ten. */
  minutesPerCredential: 10,
} as const;

/** A request is billed as one second of an instance of its own, at most: requests that share an instance cost less. */
const billedSeconds = 1;

/** What one call asks of the signalling. */
export function callLoad({ participants: n, minutes, relayed }: Usage): CallLoad {
  const pairs = (n * (n - 1)) / 2;
  const credentials = n * relayed * Math.max(1, Math.ceil(minutes / protocol.minutesPerCredential));
  return {
    requests:
      n * (protocol.requestsAroundCall + protocol.requestsPerMinute * minutes) +
      pairs * protocol.requestsPerPair +
      credentials,
    messages: pairs * protocol.messagesPerPair + n * (n - 1) * protocol.noticesPerOther,
    credentials,
  };
}

/** Messages of a day. */
export function dailySignalrMessages(usage: Usage): number {
  return (callLoad(usage).messages * usage.calls) / daysPerMonth;
}

/** What requests and messages cost, spread evenly over the regions. */
export function signallingLines({ regions }: AzureTopology, usage: Usage): readonly UsageLine[] {
  const { requests } = callLoad(usage);
  const flex = regions.filter(({ app }) => app.functions.hosting === "flex");
  const messages = dailySignalrMessages(usage) * daysPerMonth;
  const included = regions.reduce(
    (sum, { app }) => sum + app.signalr.capacity * azurePrices.signalrMessagesPerUnitAndDay * daysPerMonth,
    0,
  );
  return [
    {
      what: `functions, ${millions(requests * usage.calls)} million requests`,
      kind: "other",
      dollars: flex.reduce(
        (sum, { app }) => sum + requestDollars((requests * usage.calls) / regions.length, flex.length, app.functions),
        0,
      ),
    },
    {
      what: `SignalR, ${millions(messages)} million messages`,
      kind: "other",
      dollars: (Math.max(0, messages - included) / 1e6) * azurePrices.signalrMillionMessages,
    },
  ];
}

/** Requests of one region. What is free is shared by the regions, and not for instances that are always ready. */
function requestDollars(
  requests: number,
  sharers: number,
  { memoryMebibytes, alwaysReady }: { readonly memoryMebibytes: number; readonly alwaysReady: number },
): number {
  const gigabyteSeconds = requests * billedSeconds * (memoryMebibytes / 1024);
  if (alwaysReady > 0) {
    return (
      gigabyteSeconds * azurePrices.flexReadyExecutionGigabyteSecond +
      (requests / 1e6) * azurePrices.flexMillionExecutions
    );
  }
  const { flexFreeGigabyteSeconds, flexFreeExecutions } = azurePrices;
  return (
    Math.max(0, gigabyteSeconds - flexFreeGigabyteSeconds / sharers) * azurePrices.flexOnDemandGigabyteSecond +
    (Math.max(0, requests - flexFreeExecutions / sharers) / 1e6) * azurePrices.flexMillionExecutions
  );
}

function millions(count: number): string {
  return (count / 1e6).toLocaleString("en-US", { maximumFractionDigits: 2 });
}
