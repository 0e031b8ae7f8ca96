import ipaddr from "ipaddr.js";
import { janusOptions } from "../janus/options";
import { filledAtBoot } from "./coturn-values";
import type { Finding } from "./finding";
import { isGroup, type JcfgGroup, JcfgSyntaxError, type JcfgValue, parseJcfg } from "./jcfg";

/** Secrets that the packages and samples ship: known to everybody. */
const knownSecrets = new Set(["janusoverlord", "janusrocks", "adminpwd", "supersecret", "janus"]);

/** Fewest characters of a secret: 32 letters and digits hold 190 bits. */
const shortestSecret = 32;

interface Entry {
  readonly group: string;
  readonly name: string;
  readonly value: JcfgValue;
  readonly line: number;
}

/**
 * Everything in a file of Janus' configuration that Janus would start with and that is wrong.
 *
 * @param file name of the file, such as `janus.jcfg`
 */
export function lintJanus(file: string, text: string): readonly Finding[] {
  try {
    const groups = parseJcfg(text);
    const entries = flatten(groups);
    return [
      ...unknownNames(file, groups, entries),
      ...entries.flatMap(valueProblem),
      ...(Object.hasOwn(demands, file) ? (demands[file] ?? []) : []).flatMap((demand) => demand(entries)),
    ].toSorted((a, b) => a.line - b.line);
  } catch (error) {
    if (error instanceof JcfgSyntaxError) {
      return [{ line: error.line, message: `${error.message} ${withoutFile(file)}` }];
    }
    throw error;
  }
}

/** What Janus 1.1.2 does when it cannot read a file: it logs an error and runs. */
function withoutFile(file: string): string {
  if (file === "janus.jcfg") {
    return "Janus goes on with its defaults: no token authentication, no NAT mapping, any port.";
  }
  return file.includes(".transport.")
    ? "Janus goes on without this transport: nothing listens on its ports."
    : "Janus goes on without this file: its settings, keys among them, are not in force.";
}

function flatten(groups: JcfgGroup): readonly Entry[] {
  return [...groups].flatMap(([group, { value }]) =>
    isGroup(value) ? [...value].map(([name, entry]) => ({ group, name, value: entry.value, line: entry.line })) : [],
  );
}

function unknownNames(file: string, groups: JcfgGroup, entries: readonly Entry[]): readonly Finding[] {
  const known = janusOptions(file);
  if (known === undefined) {
    return [{ line: 0, message: `${file}: not a file that we know; its names were not checked.` }];
  }
  const unknownGroups = [...groups]
    .filter(([group]) => !known.has(group))
    .map(([group, { line }]) => ({
      line,
      message: file.includes(".plugin.")
        ? `${group}: a room or stream in the file is there for everybody who knows the sample; make it by the API.`
        : `${group}: Janus does not know this group and ignores it.`,
    }));
  const unknown = entries
    .filter(({ group, name }) => known.get(group)?.has(name) === false)
    .map(({ group, name, line }) => ({ line, message: `${group}.${name}: Janus does not know it and ignores it.` }));
  return [...unknownGroups, ...unknown];
}

function valueProblem({ name, value, line }: Entry): readonly Finding[] {
  if (typeof value === "string" && filledAtBoot.test(value)) {
    return [];
  }
  const problem = (message: string): readonly Finding[] => [
    { line, message: `${name} = ${JSON.stringify(value)}: ${message}` },
  ];
  if (/(^|_)(secret|admin_key|pwd|pin)$/.test(name) || name === "admin_key") {
    if (knownSecrets.has(String(value))) {
      return problem("known to everybody; it comes with the package.");
    }
    return String(value).length < shortestSecret ? problem(`shorter than ${shortestSecret} characters.`) : [];
  }
  if (name === "rtp_port_range") {
    const [from, to, ...more] = String(value).split("-").map(Number);
    return from === undefined || to === undefined || more.length > 0 || !(from >= 1024 && from <= to && to <= 65535)
      ? problem("not a range that runs upwards between 1024 and 65535.")
      : [];
  }
  if (name === "nat_1_1_mapping") {
    return String(value)
      .split(",")
      .every((address) => ipaddr.isValid(address.trim()))
      ? []
      : problem("not an address; Janus skips it and tells clients the private one.");
  }
  if (/(^|_)(interface|ip)$/.test(name)) {
    return String(value)
      .split(",")
      .every((address) => /^[a-z][\w.-]*$/i.test(address) || ipaddr.isValid(address))
      ? []
      : problem("not an address.");
  }
  if (/(^|_)port$|^event_loops$|_timeout$|_queue$|^debug_level$|^slowlink_threshold$|^twcc_period$/.test(name)) {
    return Number.isInteger(Number(value)) && value !== "" && value !== true ? [] : problem("not a whole number.");
  }
  return [];
}

type Demand = (entries: readonly Entry[]) => readonly Finding[];

const demands: Readonly<Record<string, readonly Demand[]>> = {
  "janus.jcfg": [
    present("general", "admin_secret", "the package's own is janusoverlord"),
    present("general", "interface", "media is bound to every address"),
    present("general", "event_loops", "a thread per session costs twice the CPU per packet"),
    present("media", "rtp_port_range", "ports outside the firewall's range are used"),
    present("nat", "nat_1_1_mapping", "clients are told the private address"),
    (entries) =>
      ["api_secret", "token_auth_secret"].some((name) => find(entries, "general", name) !== undefined)
        ? []
        : [{ line: 0, message: "general.token_auth_secret: missing; anybody may open sessions." }],
    (entries) =>
      ["turn_server", "turn_rest_api"].flatMap((name) => {
        const entry = find(entries, "nat", name);
        const message = `${name}: Janus would relay its own media; browsers get their relay from the credential API.`;
        return entry === undefined ? [] : [{ line: entry.line, message }];
      }),
    (entries) =>
      (find(entries, "general", "token_auth_secret") !== undefined) === isOn(entries, "general", "token_auth")
        ? []
        : [
            {
              line: 0,
              message: "general.token_auth and token_auth_secret: one without the other checks no signature.",
            },
          ],
  ],
  "janus.transport.http.jcfg": [
    bound("general", "http", "ip"),
    bound("admin", "admin_http", "admin_ip"),
    (entries) => {
      const ip = find(entries, "admin", "admin_ip");
      return !isOn(entries, "admin", "admin_http") || ip === undefined || /^(127\.|::1$)/.test(String(ip.value))
        ? []
        : [
            {
              line: ip.line,
              message: `admin_ip = ${JSON.stringify(ip.value)}: the admin API is for the loopback address only.`,
            },
          ];
    },
  ],
  "janus.transport.websockets.jcfg": [
    bound("general", "ws", "ws_ip"),
    (entries) =>
      ["admin_ws", "admin_wss"].flatMap((name) => {
        const entry = find(entries, "admin", name);
        return entry && isOn(entries, "admin", name)
          ? [{ line: entry.line, message: `${name}: the admin API is for HTTP on loopback only.` }]
          : [];
      }),
  ],
  ...Object.fromEntries(
    ["videoroom", "audiobridge", "textroom", "streaming"].map((plugin) => [
      `janus.plugin.${plugin}.jcfg`,
      [present("general", "admin_key", "anybody with a token makes rooms and streams")],
    ]),
  ),
};

function find(entries: readonly Entry[], group: string, name: string): Entry | undefined {
  return entries.find((entry) => entry.group === group && entry.name === name);
}

/** Whether a switch is on, in any of the words that Janus takes for true. */
function isOn(entries: readonly Entry[], group: string, name: string): boolean {
  return /^(true|yes|1)$/i.test(String(find(entries, group, name)?.value));
}

function present(group: string, name: string, because: string): Demand {
  return (entries) =>
    find(entries, group, name) === undefined ? [{ line: 0, message: `${group}.${name}: missing; ${because}.` }] : [];
}

function bound(group: string, listener: string, address: string): Demand {
  return (entries) => {
    const entry = find(entries, group, listener);
    return entry && isOn(entries, group, listener) && find(entries, group, address) === undefined
      ? [{ line: entry.line, message: `${group}.${address}: missing; ${listener} listens on every address.` }]
      : [];
  };
}
