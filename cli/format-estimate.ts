import { figuresOf, formula } from "../modules/estimate/availability/block";
import { slaSources } from "../modules/estimate/availability/sla";
import type { Availability, EnvironmentEstimate } from "../modules/estimate/estimate";
import { priceSources } from "../modules/estimate/prices/price-sources";
import type { UnpricedType } from "../modules/estimate/resources/standing-costs";
import type { Usage } from "../modules/estimate/usage";
import type { Paint } from "./paint";

/** Minutes of a month: 730 hours. */
const minutesPerMonth = 43_800;

/** An estimate as people read it. */
export function formatEstimate(estimate: EnvironmentEstimate, paint: Paint): string {
  return [
    [`${paint.bold(estimate.environment)}   ${usageText(estimate.usage)}`],
    availabilityLines(estimate, paint),
    costLines(estimate, paint),
    worstLines(estimate, paint),
    footLines(estimate, paint),
  ]
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function usageText({ users, calls, minutes, participants, relayed, mbps, media }: Usage): string {
  return `${count(calls)} calls a month by ${count(users)} users: ${minutes} minutes, ${participants} people, ${mbps} Mb/s each, ${percent(relayed)} relayed, ${percent(media)} through the media server where there is one`;
}

function availabilityLines({ services, parts, availability: whole }: EnvironmentEstimate, paint: Paint): string[] {
  if (!whole) {
    return [`${paint.bold("Availability")}`, "  Nobody promises any: all of it runs on machines of your own."];
  }
  const rows = [
    ...services.map((service) => ({ what: service.service, ...service })),
    ...(parts.length > 1
      ? parts.flatMap(({ cloud, topology, availability }) =>
          availability ? { what: `${cloud} ${topology}`, ...availability, sum: true } : [],
        )
      : []),
    { what: "together", ...whole, sum: true },
  ];
  const width = Math.max(...rows.map(({ what }) => what.length));
  return [
    `${paint.bold("Availability")} ${paint.dim("where parts fail independently of each other: shared faults make it less")}`,
    ...rows.map((row) => {
      const figure = `  ${row.what.padEnd(width)}   ${share(row.availability)}   ${downtime(row.availability).padStart(16)}`;
      return "sum" in row ? paint.bold(figure) : `${figure}   ${paint.dim(formula(row.block))}`;
    }),
    ...promiseLines(whole, paint),
  ];
}

/** What of the figure nobody owes. */
function promiseLines({ withoutPromise }: Availability, paint: Paint): string[] {
  const names = (why: "free" | "advertised"): string =>
    withoutPromise.flatMap(({ name, without }) => (without === why ? name : [])).join(", ");
  const [free, advertised] = [names("free"), names("advertised")];
  return [
    ...(free === "" ? [] : [`  ${paint.yellow(`No promise: ${free}. The figure is that of the paid SKU.`)}`]),
    ...(advertised === "" ? [] : [`  ${paint.yellow(`Advertised, not owed: ${advertised}.`)}`]),
  ];
}

function costLines({ standing, usageLines, month, ...estimate }: EnvironmentEstimate, paint: Paint): string[] {
  const rows: readonly (readonly [string, number, number, boolean?])[] = [
    ...standing.lines.map((line) => {
      const many = line.count > 1 ? ` (${line.count})` : "";
      return [`${line.cloud} ${line.region}: ${line.what}${many}`, line.minimum, line.maximum] as const;
    }),
    ["without traffic", standing.minimum, standing.maximum, true],
    ...usageLines.map(({ what, dollars }) => [what, dollars, dollars] as const),
    ["at this usage", month.minimum, month.maximum, true],
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  const { perCall, perUserMonth, turnEgress, parts } = estimate;
  return [
    `${paint.bold("Cost")} ${paint.dim("US dollars a month, fleets at their minimum and at their maximum")}`,
    ...rows.map(([what, minimum, maximum, sum]) => {
      const text = `  ${what.padEnd(width)}   ${money(minimum).padStart(10)}${maximum === minimum ? "" : ` – ${money(maximum)}`}`;
      return sum ? paint.bold(text) : text;
    }),
    ...(perCall
      ? [`  per call ${money(perCall.whole)}, of it ${money(perCall.alone)} that only comes with the call`]
      : []),
    `  per user and month ${money(perUserMonth)}`,
    `  TURN egress alone ${money(turnEgress)}, ${percent(month.minimum === 0 ? 0 : turnEgress / month.minimum)} of the month`,
    ...parts.flatMap(({ misfits }) => misfits.map((text) => `  ${paint.yellow(text)}`)),
  ];
}

function worstLines({ worst, parts }: EnvironmentEstimate, paint: Paint): string[] {
  const rows = [...worst.lines, { what: "together", dollars: worst.dollars, cap: "" }];
  const width = Math.max(...rows.map(({ what }) => what.length));
  const unbounded = parts.flatMap((part) => part.unbounded);
  const budgets = parts.flatMap((part) => part.budgets);
  return [
    `${paint.bold("Worst bill")} ${paint.dim("US dollars of a month in which attackers use all that the caps allow, all the time")}`,
    ...rows.map(({ what, dollars, cap }) => {
      const figure = `  ${what.padEnd(width)}   ${money(dollars).padStart(10)}`;
      return cap === "" ? paint.bold(figure) : `${figure}   ${paint.dim(cap)}`;
    }),
    `  Nothing here bounds: ${unbounded.join("; ")}.`,
    budgets.length === 0
      ? `  ${paint.yellow("No budget is set: nobody is told.")}`
      : `  Budgets tell and stop nothing: ${budgets.map(({ name, monthly }) => `${name} at ${money(monthly)}`).join(", ")}.`,
  ];
}

function footLines({ standing, parts }: EnvironmentEstimate, paint: Paint): string[] {
  const sources = priceSources(parts).map(
    ({ cloud, region, pricesOf, asOf }) =>
      `  ${cloud} ${region} as of ${asOf}${pricesOf === region ? "" : ` (${pricesOf} stands in for it)`}`,
  );
  const figures = parts.flatMap(({ availability }) => (availability ? figuresOf(availability.block) : []));
  const documents = [...new Set(figures.map(({ source }) => source))].map((source) => slaSources[source]);
  const section = (title: string, about: string, rows: readonly string[]): string[] =>
    rows.length === 0 ? [] : [`${paint.bold(title)}${about === "" ? "" : ` ${paint.dim(about)}`}`, ...rows, ""];
  return [
    ...section("Unpriced", "types of resources and other things that are in no figure", [
      ...typeLines(standing.unpriced),
      ...parts.flatMap(({ unpriced }) => unpriced.map((what) => `  ${what}`)),
    ]),
    ...section("Priced in part", "what is in no figure of types that are", typeLines(standing.besides)),
    ...section("Prices", "list, pay as you go, without tax; noted down by hand: check before relying", sources),
    ...section(
      "Promises",
      "",
      documents.map(
        ({ document, asOf, checked }) => `  ${document}, ${asOf}${checked ? "" : ": check before relying"}`,
      ),
    ),
  ].slice(0, -1);
}

function typeLines(types: readonly UnpricedType[]): string[] {
  const width = Math.max(...types.map(({ type }) => type.length));
  return types.map(({ type, what }) => `  ${type.padEnd(width)}   ${what}`);
}

/** Four decimals, and never 100 where it is less. */
function share(figure: number): string {
  const rounded = Math.round(figure * 1e6) / 1e4;
  return `${(rounded === 100 && figure < 1 ? 99.9999 : rounded).toFixed(4)} %`.padStart(10);
}

function downtime(figure: number): string {
  const minutes = (1 - figure) * minutesPerMonth;
  return minutes < 1 ? `${Math.round(minutes * 60)} s a month` : `${Math.round(minutes)} min a month`;
}

function percent(figure: number): string {
  return `${Number((figure * 100).toFixed(1))} %`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** Dollars: cents below a thousand, whole ones above, and three digits that tell something below ten cents. */
function money(dollars: number): string {
  if (dollars !== 0 && dollars < 0.1) {
    return dollars.toPrecision(3);
  }
  const digits = dollars < 1000 ? 2 : 0;
  return dollars.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
