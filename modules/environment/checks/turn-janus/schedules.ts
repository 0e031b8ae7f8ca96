import type { Finding } from "../../problem";
import { findingIf } from "../check";
import { fleetsOf, type TurnJanusCheck } from "./check";

/** Planned sizes have names of their own and times that exist. */
export const checkSchedules: TurnJanusCheck = (aws) =>
  fleetsOf(aws).flatMap(({ path, fleet }) =>
    fleet.schedules.flatMap((schedule, index) => {
      const at = `${path}.schedules[${index}]`;
      return [
        ...nameFindings(
          `${at}.name`,
          schedule.name,
          fleet.schedules.slice(0, index).map(({ name }) => name),
        ),
        ...cronFindings(`${at}.cron`, schedule.cron),
        ...findingIf(!isTimeZone(schedule.timeZone), () => ({
          path: `${at}.timeZone`,
          value: schedule.timeZone,
          rule: "Unknown time zone.",
          remedy: 'write a name of the IANA data base, such as "Europe/Berlin" or "Etc/UTC"',
        })),
      ];
    }),
  );

function nameFindings(path: string, name: string, earlier: readonly string[]): readonly Finding[] {
  return [
    ...findingIf(earlier.includes(name), () => ({
      path,
      value: name,
      rule: "Two schedules of the fleet have the same name.",
      remedy: "give each a name of its own",
    })),
    ...findingIf(!/^[a-z][a-z0-9-]{0,62}$/.test(name), () => ({
      path,
      value: name,
      rule: "A schedule's name has up to 63 lower-case letters, digits and hyphens, a letter first.",
      remedy: 'write for example "weekday-evening"',
    })),
  ];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface CronField {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

const cronFields: readonly CronField[] = [
  { name: "minute", from: 0, to: 59, words: [] },
  { name: "hour", from: 0, to: 23, words: [] },
  { name: "day of the month", from: 1, to: 31, words: [] },
  { name: "month", from: 1, to: 12, words: months },
  { name: "day of the week", from: 0, to: 7, words: days },
];

function cronFindings(path: string, cron: string): readonly Finding[] {
  const fields = cron.trim().split(/\s+/);
  const remedy = 'write minute, hour, day, month and weekday, such as "0 18 * * 1-5"';
  if (fields.length !== cronFields.length) {
    return [{ path, value: cron, rule: `A cron expression has five fields; here are ${fields.length}.`, remedy }];
  }
  return cronFields.flatMap((field, index) =>
    findingIf(!isCronField(fields[index] ?? "", field), () => ({
      path,
      value: cron,
      rule: `"${fields[index]}" is no ${field.name}: numbers from ${field.from} to ${field.to}, with , - and /.`,
      remedy,
    })),
  );
}

function isCronField(text: string, field: CronField): boolean {
  return text.split(",").every((part) => {
    const [range = "", step, ...more] = part.split("/");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d?$/.test(step))) {
      return false;
    }
    if (range === "*") {
      return true;
    }
    const ends = range.split("-").map((end) => cronNumber(end, field));
    const [first = Number.NaN, last = first] = ends;
    return ends.length <= 2 && first >= field.from && last <= field.to && first <= last;
  });
}

function cronNumber(text: string, { words, from }: CronField): number {
  const word = words.indexOf(text.toLowerCase());
  return word >= 0 ? word + from : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "" && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
