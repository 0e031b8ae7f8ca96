import { turnSourcePath } from "../../settings/azure-settings";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** TURN comes from somewhere, from each place once, and each place exists. */
export const checkTurnSources: AzureCheck = (azure, { aws }) => [
  ...findingIf(azure.turn.length === 0, () => ({
    path: "azure.turn",
    value: [],
    rule: "Without TURN a call fails wherever one side is behind a strict firewall.",
    remedy: 'name a source: "aws", "metered", or { kind: "azure", … }',
  })),
  ...azure.turn.flatMap((source, index) => {
    const path = turnSourcePath(azure, index);
    return [
      ...findingIf(azure.turn.findIndex(({ kind }) => kind === source.kind) < index, () => ({
        path,
        value: source.kind,
        rule: `The source ${source.kind} is listed twice: clients would fail over to where they come from.`,
        remedy: "list each source once, in the order in which clients try them",
      })),
      ...findingIf(source.kind === "aws" && aws?.topology !== "turn-janus", () => ({
        path,
        value: "aws",
        rule: "The environment has no part on AWS with a TURN fleet: there is none whose names and secret could be known.",
        remedy: 'add the part aws with the topology "turn-janus" to this file, or name another source',
      })),
      ...(source.kind === "metered"
        ? findingIf(!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(source.app), () => ({
            path: `${path}.app`,
            value: source.app,
            rule: "An application at metered.ca is one label of a host name.",
            remedy: 'write what stands before .metered.live, such as "example"',
          }))
        : []),
    ];
  }),
];
