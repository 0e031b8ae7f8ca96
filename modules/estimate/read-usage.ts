import type { Problem } from "../environment";
import { suggestion } from "../environment/schema/nearest";
import { assumedUsage, type Usage, usageKeys, usageNames } from "./usage";

/** Usage as somebody wrote it, or everything that is wrong with it. */
export type ReadUsage =
  | { readonly ok: true; readonly usage: Usage }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads `calls=20000,minutes=30,relayed=15%`. What is not named is assumed. */
export function readUsage(text: string): ReadUsage {
  const pairs = text.split(",").flatMap((pair) => pair.trim() || []);
  const read = pairs.map(readPair);
  const names = read.flatMap(({ name }) => name ?? []);
  const problems = [
    ...read.flatMap(({ problem }) => problem ?? []),
    ...[...new Set(names)]
      .filter((name) => names.filter((other) => other === name).length > 1)
      .map((name) => usageProblem(name, undefined, "It is given twice.", "give it once")),
  ];
  if (problems.length > 0) {
    return { ok: false, problems };
  }
  const given = Object.fromEntries(read.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]])));
  return { ok: true, usage: { ...assumedUsage, ...given } };
}

interface ReadPair {
  readonly name?: keyof Usage;
  readonly value?: number;
  readonly problem?: Problem;
}

function readPair(pair: string): ReadPair {
  const [key = "", written = "", ...rest] = pair.split("=").map((word) => word.trim());
  const name = usageNames.find((known) => known === key);
  if (name === undefined) {
    const rule = `There is no such figure. ${suggestion(key, usageNames, "There are")}`;
    return { problem: usageProblem(key, written, rule, `name some of ${usageNames.join(", ")}`) };
  }
  const { unit, least, share, whole } = usageKeys[name];
  const percent = share === true && written.endsWith("%");
  const digits = percent ? written.slice(0, -1) : written;
  const number = /^-?\d+(\.\d+)?(e\d+)?$/i.test(digits) && rest.length === 0 ? Number(digits) : Number.NaN;
  const value = percent ? number / 100 : number;
  const most = share ? 1 : 1e12;
  const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
  const range = share ? "0 to 1, or 0% to 100%" : `${least} or more${whole ? ", a whole number" : ""}`;
  return fits
    ? { name, value }
    : {
        problem: usageProblem(
          name,
          [written, ...rest].join("="),
          `It is the ${share ? "share" : "number"} of ${unit}: ${range}.`,
          `write ${name}=${usageKeys[name].value}, or another number`,
        ),
      };
}

function usageProblem(name: string, value: string | undefined, rule: string, remedy: string): Problem {
  return {
    file: "command line",
    path: `--usage ${name}`,
    ...(value !== undefined && { value: JSON.stringify(value) }),
    rule,
    remedy,
  };
}
