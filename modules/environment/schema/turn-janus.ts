import * as v from "valibot";
import { awsCommon } from "./aws-common";
import { mediaSettings, turnSettings } from "./fleets";
import { choice, either, list, map, object, optional, refused, text, variants, whole } from "./shapes";

/** coturn on fixed addresses and a media fleet. */
export const turnJanusEnvironment = object("The part on AWS", {
  topology: v.literal("turn-janus"),
  ...awsCommon,
  quotas: optional(object("Quotas", { elasticIps: optional(whole("Elastic IPs per region", 0, 10000)) })),
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
  recordings: optional(
    refused(
      "Nothing here records, so the bucket would stay empty: Janus may write to no disk and its recording plugin is off, a mediasoup application is told of no bucket, and no program uploads files.",
      'take aws.recordings out; topologies that record are "go-live" or "openvidu-ha"',
    ),
  ),
  secrets: optional(
    object("Secrets", {
      rotationDays: optional(whole("Days between rotations; 0 switches the schedule off", 0, 1000)),
    }),
  ),
  credentials: optional(
    object("The credential API", {
      issuer: text("Issuer of the callers' tokens", "https://login.example.com"),
      audiences: list("Audiences", text("An audience", "calls"), '["calls"]'),
      origins: optional(list("Origins", text("An origin", "https://app.example.com"), '["https://app.example.com"]')),
      dailyCap: optional(whole("Credentials a day and region", 0, 10_000_000)),
    }),
  ),
});
