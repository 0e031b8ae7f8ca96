import type { Paint } from "../paint";
import type { GroupReport } from "./read-group";

/** What a group did and what its nodes said last, for somebody who wants to know why a node is missing. */
export function formatReport(report: GroupReport, paint: Paint): string {
  const { group, nodes, activities, logs } = report;
  const title = paint.bold(`${group.name}  ${group.region}`);
  if (!nodes) {
    return [
      title,
      `  does not exist: the app layer has not been applied, or its apply stopped before this group`,
      "",
    ].join("\n");
  }
  return [
    `${title}  ${nodes.inService} of ${nodes.wanted} in service`,
    ...(activities.length === 0 ? ["  has not tried to start anything yet"] : []),
    ...activities.map(({ at, status, text }) => `  ${at.toISOString()}  ${status.padEnd(12)} ${text}`),
    ...logs.flatMap(({ instance, lines }) => [
      `  ${paint.bold(instance)}  ${group.logGroup}`,
      ...(lines.length === 0
        ? [
            "    said nothing: it ended before its first step, or cannot reach CloudWatch; EC2's system log shows its console",
          ]
        : lines.map((line) => `    ${line}`)),
    ]),
    "",
  ].join("\n");
}
