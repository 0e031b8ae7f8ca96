import { choice, either, flag, list, map, object, optional, text, whole } from "./shapes";

const region = object("A region", {
  zones: either(list("Zones", text("A zone", "eu-west-1a"), '["eu-west-1a", "eu-west-1b"]'), whole("Zones", 1, 8)),
  cidr: optional(text("IPv4 range of the VPC", "10.20.0.0/16")),
  ipv6: optional(flag("Dual stack")),
  nat: optional(choice("NAT gateways", ["none", "one", "per-zone"])),
  interfaceEndpoints: optional(list("Interface endpoints", text("A service", "secretsmanager"), '["secretsmanager"]')),
});

/** Fields of every AWS topology. */
export const awsCommon = {
  account: optional(text("Account id", "123456789012")),
  regions: map("Regions", region, '{ "eu-west-1": { zones: 2 } }'),
  dns: optional(object("DNS", { zoneId: text("Id of the hosted zone", "Z0123456789ABCDEFGHIJ") })),
  logRetentionDays: optional(whole("Days that logs are kept", 1, 3653)),
};
