import type { Finding } from "../../problem";
import type { CompleteGoLiveAws } from "../../settings/live-settings";
import { findingIf } from "../check";
import { instanceTypeFindings } from "../instance-type";
import { liveFindings } from "./live";

/** live-webrtc on AWS. */
export function goLiveAwsChecks(aws: CompleteGoLiveAws): readonly Finding[] {
  const { live } = aws;
  const { nodes, turn, turnSecretArn } = live;
  return [
    ...liveFindings("aws.live", live),
    ...instanceTypeFindings("aws.live.instanceType", live.instanceType),
    ...findingIf(nodes.min > nodes.max, () => ({
      path: "aws.live.nodes",
      value: nodes,
      rule: `The fewest nodes (${nodes.min}) are more than the most (${nodes.max}).`,
      remedy: `set min to ${nodes.max} or less, or max to ${nodes.min} or more`,
    })),
    ...findingIf(live.access.kind === "rooms", () => ({
      path: "aws.live.access",
      value: live.access,
      rule: "Secrets on AWS are generated, and a list of rooms with their tokens is the team's own.",
      remedy: 'use { kind: "jwt" }: a signed token names its room',
    })),
    ...findingIf(turn.kind !== "none" && turnSecretArn === undefined, () => ({
      path: "aws.live.turnSecretArn",
      rule: `Nothing to make TURN credentials with (turn.kind is "${turn.kind}").`,
      remedy: "put the service's key, or the fleet's shared secret, into Secrets Manager and write its ARN here",
    })),
    ...findingIf(
      turnSecretArn !== undefined && !/^arn:aws[\w-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/.test(turnSecretArn),
      () => ({
        path: "aws.live.turnSecretArn",
        value: turnSecretArn,
        rule: "Not the ARN of a secret in Secrets Manager.",
        remedy: 'write for example "arn:aws:secretsmanager:eu-west-1:123456789012:secret:turn-AbCdEf"',
      }),
    ),
    ...aws.regions.flatMap(({ name, nat, zones }) => {
      const needed = nodes.max + { none: 0, one: 1, "per-zone": zones.length }[nat];
      return findingIf(needed > aws.elasticIps, () => ({
        path: "aws.quotas.elasticIps",
        value: aws.elasticIps,
        rule: `${name} needs ${needed} Elastic IPs; the quota is ${aws.elasticIps}.`,
        remedy: "ask for a higher quota (EC2, L-0263D0A3) and declare it as aws.quotas.elasticIps, or lower the most",
        warning: true,
      }));
    }),
  ];
}
