import type { BadCase } from "./bad-case";

const turn = (change: object) => ({ aws: { turn: change } });
const schedule = (change: object) =>
  turn({ schedules: [{ name: "evening", cron: "0 18 * * *", nodes: 2, ...change }] });

/** Contradictions within the TURN fleet. */
export const turnCases: readonly BadCase[] = [
  {
    name: "a schedule beyond the fleet",
    change: schedule({ nodes: 9 }),
    path: "aws.turn.schedules[0].nodes",
    rule: "addresses for 2 nodes",
    remedy: "raise aws.turn.nodes.max to 9",
  },
  {
    name: "a warm pool beyond the fleet",
    change: turn({ warmPool: 5 }),
    path: "aws.turn.warmPool",
    rule: "More nodes would wait",
    remedy: "at most 2",
  },
  {
    name: "an unknown size",
    change: turn({ instanceType: "c6gn.larg" }),
    path: "aws.turn.instanceType",
    rule: 'Did you mean "c6gn.large"?',
    remedy: "c6gn.medium",
  },
  {
    name: "a drain over two days",
    change: turn({ drain: { hours: 49, heartbeatSeconds: 7200 } }),
    path: "aws.turn.drain.hours",
    rule: "48 hours",
    remedy: "at most 48",
  },
  {
    name: "more than a hundred heartbeats",
    change: turn({ drain: { hours: 4, heartbeatSeconds: 60 } }),
    path: "aws.turn.drain.heartbeatSeconds",
    rule: "240 heartbeats",
    remedy: "at least 144",
  },
  {
    name: "two schedules of one name",
    change: turn({
      schedules: [
        { name: "evening", cron: "0 18 * * *", nodes: 2 },
        { name: "evening", cron: "0 6 * * *", nodes: 1 },
      ],
    }),
    path: "aws.turn.schedules[1].name",
    rule: "same name",
    remedy: "name of its own",
  },
  {
    name: "a schedule with a space in its name",
    change: schedule({ name: "late evening" }),
    path: "aws.turn.schedules[0].name",
    rule: "hyphens",
    remedy: "weekday-evening",
  },
  {
    name: "a cron expression of six fields",
    change: schedule({ cron: "0 0 18 * * *" }),
    path: "aws.turn.schedules[0].cron",
    rule: "here are 6",
    remedy: "0 18 * * 1-5",
  },
  {
    name: "the 25th hour",
    change: schedule({ cron: "0 25 * * *" }),
    path: "aws.turn.schedules[0].cron",
    rule: '"25" is no hour',
    remedy: "0 18 * * 1-5",
  },
  {
    name: "a time zone that does not exist",
    change: schedule({ timeZone: "Europe/Atlantis" }),
    path: "aws.turn.schedules[0].timeZone",
    rule: "Unknown time zone",
    remedy: "Europe/Berlin",
  },
  {
    name: "a relay range the wrong way round",
    change: turn({ relayPorts: { from: 60000, to: 50000 } }),
    path: "aws.turn.relayPorts",
    rule: "above the last",
    remedy: "{ from: 50000, to: 60000 }",
  },
  {
    name: "a relay range over coturn's own port",
    change: turn({ relayPorts: { from: 3000, to: 20000 } }),
    path: "aws.turn.relayPorts",
    rule: "3478/udp is claimed twice",
    remedy: "above 3478",
  },
  {
    name: "more allocations than relay ports",
    change: turn({ relayPorts: { from: 50000, to: 50999 }, limits: { perNode: 2000 }, instanceType: "c7gn.large" }),
    path: "aws.turn.limits.perNode",
    rule: "there are 1000",
    remedy: "at most 1000",
  },
  {
    name: "a user with more than a node",
    change: turn({ limits: { perNode: 10, perUser: 11 } }),
    path: "aws.turn.limits.perUser",
    rule: "a whole node (10)",
    remedy: "at most 10",
  },
  {
    name: "an allocation with more than a node",
    change: turn({ limits: { perAllocation: { megabitsPerSecond: 500 } } }),
    path: "aws.turn.limits.perAllocation.megabitsPerSecond",
    rule: "more than a t4g.small sustains",
    remedy: "at most 115",
  },
  {
    name: "more allocations than the bandwidth carries",
    change: turn({ limits: { perNode: 1000 } }),
    path: "aws.turn.limits.perNode",
    rule: "carries 38 allocations",
    remedy: "more bandwidth",
    warning: true,
  },
  {
    name: "a certificate that is no secret",
    change: turn({ tls: { mode: "node", certificate: { kind: "secret", secretArn: "my-secret" } } }),
    path: "aws.turn.tls.certificate.secretArn",
    rule: "Not the ARN",
    remedy: "arn:aws:secretsmanager",
  },
  {
    name: "an ACME account without an address",
    change: turn({ nodes: 1, tls: { mode: "node", certificate: { kind: "acme", email: "ops" } } }),
    path: "aws.turn.tls.certificate.email",
    rule: "Not a mail address",
    remedy: "ops@example.com",
  },
  {
    name: "two nodes that prove the same names to an ACME authority",
    change: turn({ tls: { mode: "node", certificate: { kind: "acme", email: "ops@example.com" } } }),
    path: "aws.turn.tls.certificate",
    rule: "overwrite each other's proof",
    remedy: 'use { mode: "nlb" }',
  },
  {
    name: "a waiting node beside the one that proves its names to an ACME authority",
    change: turn({
      nodes: 1,
      warmPool: 1,
      tls: { mode: "node", certificate: { kind: "acme", email: "ops@example.com" } },
    }),
    path: "aws.turn.tls.certificate",
    rule: "Up to 2 nodes",
    remedy: "set aws.turn.nodes to 1",
  },
  {
    name: "TURN thresholds without a gap",
    change: turn({ scaleIn: { percentOfTarget: 95 } }),
    path: "aws.turn.scaleIn.percentOfTarget",
    rule: "not clearly below",
    remedy: "40",
  },
];
