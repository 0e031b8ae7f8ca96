import type { BadCase } from "./bad-case";

const twoRegions = (first: object, second: object) => ({
  aws: { regions: { "eu-west-1": { zones: 2, ...first }, "eu-central-1": { zones: 2, ...second } } },
});

const turn = (change: object) => ({ aws: { turn: change } });

/** Contradictions between regions, addresses, quotas and images. */
export const awsCases: readonly BadCase[] = [
  {
    name: "an account id with hyphens",
    change: { aws: { account: "1234-5678-9012" } },
    path: "aws.account",
    rule: "12 digits",
    remedy: "leading zeros",
  },
  {
    name: "a zone id with its path",
    change: { aws: { dns: { zoneId: "/hostedzone/Z123" } } },
    path: "aws.dns.zoneId",
    rule: "begins with Z",
    remedy: "Route 53",
  },
  {
    name: "no region",
    change: { aws: { regions: { "eu-west-1": undefined } } },
    path: "aws.regions",
    rule: "at least one",
    remedy: "eu-west-1",
  },
  {
    name: "an unknown region",
    change: { aws: { regions: { "eu-west-1": undefined, "eu-wst-1": { zones: 2 } } } },
    path: 'aws.regions["eu-wst-1"]',
    rule: 'Did you mean "eu-west-1"?',
    remedy: "code",
  },
  {
    name: "more zones than the region has",
    change: { aws: { regions: { "eu-west-1": { zones: 4 } } } },
    path: 'aws.regions["eu-west-1"].zones',
    rule: "has 3 zones",
    remedy: "set zones to 3",
  },
  {
    name: "a zone of another region",
    change: { aws: { regions: { "eu-west-1": { zones: ["eu-west-2a"] } } } },
    path: 'aws.regions["eu-west-1"].zones[0]',
    rule: "Not an availability zone of eu-west-1",
    remedy: "eu-west-1a",
  },
  {
    name: "a zone twice",
    change: { aws: { regions: { "eu-west-1": { zones: ["eu-west-1a", "eu-west-1a"] } } } },
    path: 'aws.regions["eu-west-1"].zones[1]',
    rule: "twice",
    remedy: "once",
  },
  {
    name: "an empty list of zones",
    change: { aws: { regions: { "eu-west-1": { zones: [] } } } },
    path: 'aws.regions["eu-west-1"].zones',
    rule: "at least one zone",
    remedy: "2",
  },
  {
    name: "a range that is none",
    change: { aws: { regions: { "eu-west-1": { cidr: "10.20.0.0" } } } },
    path: 'aws.regions["eu-west-1"].cidr',
    rule: "Not an IPv4 range",
    remedy: "10.20.0.0/16",
  },
  {
    name: "a range with bits behind its prefix",
    change: { aws: { regions: { "eu-west-1": { cidr: "10.20.1.0/16" } } } },
    path: 'aws.regions["eu-west-1"].cidr',
    rule: "no bit set",
    remedy: "10.20.0.0/16",
  },
  {
    name: "a range too small for the zones",
    change: { aws: { regions: { "eu-west-1": { cidr: "10.20.0.0/24" } } } },
    path: 'aws.regions["eu-west-1"].cidr',
    rule: "subnets of the zones do not fit",
    remedy: "/20",
  },
  {
    name: "a range larger than a VPC",
    change: { aws: { regions: { "eu-west-1": { cidr: "10.0.0.0/8" } } } },
    path: 'aws.regions["eu-west-1"].cidr',
    rule: "AWS takes nothing larger",
    remedy: "/16",
  },
  {
    name: "a public range",
    change: { aws: { regions: { "eu-west-1": { cidr: "8.8.0.0/16" } } } },
    path: 'aws.regions["eu-west-1"].cidr',
    rule: "Not a private range",
    remedy: "10.0.0.0/8",
  },
  {
    name: "a range too small for the nodes",
    change: {
      aws: { quotas: { elasticIps: 500 }, regions: { "eu-west-1": { cidr: "10.20.0.0/20" } }, turn: { nodes: 120 } },
    },
    path: 'aws.regions["eu-west-1"].cidr',
    rule: "has 123 addresses",
    remedy: "larger range",
  },
  {
    name: "regions that share a range",
    change: twoRegions({ cidr: "10.20.0.0/16" }, { cidr: "10.20.16.0/20" }),
    path: 'aws.regions["eu-central-1"].cidr',
    rule: "overlaps 10.20.0.0/16 of eu-west-1",
    remedy: "range of its own",
  },
  {
    name: "an endpoint by its full name",
    change: { aws: { regions: { "eu-west-1": { interfaceEndpoints: ["com.amazonaws.eu-west-1.ssm"] } } } },
    path: 'aws.regions["eu-west-1"].interfaceEndpoints[0]',
    rule: "last part",
    remedy: "secretsmanager",
  },
  {
    name: "more addresses than the quota",
    change: turn({ nodes: 6 }),
    path: "aws.quotas.elasticIps",
    rule: "needs 7 Elastic IPs",
    remedy: "L-0263D0A3",
    warning: true,
  },
  {
    name: "addresses of NAT gateways over the quota",
    change: { aws: { regions: { "eu-west-1": { nat: "per-zone" } }, turn: { nodes: 3 } } },
    path: "aws.quotas.elasticIps",
    rule: "2 NAT",
    remedy: "L-0263D0A3",
    warning: true,
  },
  {
    name: "a retention that CloudWatch does not know",
    change: { aws: { logRetentionDays: 100 } },
    path: "aws.logRetentionDays",
    rule: "90, 120",
    remedy: "120",
  },
  {
    name: "a continent that Route 53 does not know",
    change: { aws: { routing: { kind: "geolocation", continents: { EUR: "eu-west-1" } } } },
    path: "aws.routing.continents.EUR",
    rule: "Unknown continent",
    remedy: "codes",
  },
  {
    name: "a continent that is sent nowhere",
    change: { aws: { routing: { kind: "geolocation", continents: { EU: "us-east-1" } } } },
    path: "aws.routing.continents.EU",
    rule: "no region us-east-1",
    remedy: "aws.regions",
  },
  {
    name: "an image that is neither id nor parameter",
    change: { aws: { image: { turn: "ubuntu", media: "/images/media" } } },
    path: "aws.image.turn",
    rule: "by its id",
    remedy: "ami-0123456789abcdef0",
  },
];
