import * as v from "valibot";
import { mediaSettings, turnSettings } from "./fleets";
import { choice, either, flag, list, map, object, optional, text, variants, whole } from "./shapes";

const region = object("A region", {
  zones: either(list("Zones", text("A zone", "eu-west-1a"), '["eu-west-1a", "eu-west-1b"]'), whole("Zones", 1, 8)),
  cidr: optional(text("IPv4 range of the VPC", "10.20.0.0/16")),
  ipv6: optional(flag("Dual stack")),
  nat: optional(choice("NAT gateways", ["none", "one", "per-zone"])),
  interfaceEndpoints: optional(list("Interface endpoints", text("A service", "secretsmanager"), '["secretsmanager"]')),
});

/** The part on AWS. */
export const awsEnvironment = variants(
  "The part on AWS",
  "topology",
  ["turn-janus"],
  [
    object("The part on AWS", {
      topology: v.literal("turn-janus"),
      account: optional(text("Account id", "123456789012")),
      regions: map("Regions", region, '{ "eu-west-1": { zones: 2 } }'),
      dns: optional(object("DNS", { zoneId: text("Id of the hosted zone", "Z0123456789ABCDEFGHIJ") })),
      quotas: optional(object("Quotas", { elasticIps: optional(whole("Elastic IPs per region", 0, 10000)) })),
      logRetentionDays: optional(whole("Days that logs are kept", 1, 3653)),
      routing: optional(
        variants(
          "Routing",
          "kind",
          ["latency", "geolocation"],
          [
            object("Routing", { kind: v.literal("latency") }),
            object("Routing", {
              kind: v.literal("geolocation"),
              continents: map("Continents", text("A region", "eu-west-1"), '{ EU: "eu-west-1" }'),
            }),
          ],
        ),
      ),
      image: optional(
        either(
          object("Images", {
            turn: text("Image of the TURN nodes", "ami-0123456789abcdef0"),
            media: text("Image of the media nodes", "/images/media"),
          }),
          choice("The image", ["mutable", "immutable"]),
        ),
      ),
      turn: turnSettings,
      media: mediaSettings,
      recordings: optional(object("Recordings", { expireDays: whole("Days that recordings are kept", 1, 3650) })),
      secrets: optional(
        object("Secrets", {
          rotationDays: optional(whole("Days between rotations; 0 switches the schedule off", 0, 1000)),
        }),
      ),
    }),
  ],
);
