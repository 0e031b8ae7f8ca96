import * as v from "valibot";
import { portRange } from "./fleets";
import { choice, either, flag, list, map, object, optional, text, variants, whole } from "./shapes";

const guid = (meaning: string) => text(meaning, "00000000-0000-0000-0000-000000000000");

const turnSource = either(
  variants(
    "A TURN source",
    "kind",
    ["metered", "azure"],
    [
      object("A TURN source", {
        kind: v.literal("metered"),
        app: text("Name of the application at metered.ca", "example"),
      }),
      object("A TURN source", {
        kind: v.literal("azure"),
        nodes: optional(whole("TURN nodes per region", 1, 16)),
        size: optional(text("Size of the virtual machines", "Standard_D2as_v5")),
        relayPorts: optional(portRange),
        tls: optional(object("TURN over TLS", { certificate: text("Name of the certificate in the vault", "turn") })),
        sshKey: text("Public SSH key", "ssh-rsa AAAAB3… ops"),
      }),
    ],
  ),
  choice("A TURN source", ["aws", "metered"]),
);

/** A list of sources, or one of them. */
const turnSources = Object.assign(
  v.lazy((input) => (Array.isArray(input) ? list("TURN sources", turnSource, '["aws", "metered"]') : turnSource)),
  { says: turnSource.says },
);

/** The part on Azure. */
export const azureEnvironment = variants(
  "The part on Azure",
  "topology",
  ["serverless"],
  [
    object("The part on Azure", {
      topology: v.literal("serverless"),
      tier: choice("Tier", ["free", "standard", "resilient"]),
      regions: list("Regions", text("A region", "westeurope"), '["westeurope"]'),
      turn: turnSources,
      subscription: optional(guid("Subscription id")),
      tenant: optional(guid("Tenant id")),
      operators: optional(guid("Object id of the operators' group")),
      deployFrom: optional(list("Addresses", text("An address", "203.0.113.7"), '["203.0.113.7"]')),
      signalr: optional(
        object("SignalR", {
          sku: optional(choice("SKU of SignalR", ["Free_F1", "Standard_S1", "Premium_P1", "Premium_P2"])),
          capacity: optional(whole("Units of SignalR", 1, 1000)),
        }),
      ),
      functions: optional(
        object("Functions", {
          hosting: optional(choice("Hosting", ["flex", "premium"])),
          maximumInstances: optional(whole("Most instances", 1, 1000)),
          memoryMebibytes: optional(
            v.custom<512 | 2048 | 4096>(
              (value) => value === 512 || value === 2048 || value === 4096,
              "Memory of an instance: 512, 2048 or 4096 MiB.\nwrite 512, 2048 or 4096",
            ),
          ),
          alwaysReady: optional(whole("Instances that never sleep", 0, 1000)),
        }),
      ),
      statistics: optional(
        either(
          object("Statistics", {
            sku: optional(text("SKU of the database", "GP_S_Gen5_1")),
            administrators: optional(
              object("Administrators", {
                name: text("Name of the group", "database-admins"),
                objectId: guid("Object id"),
              }),
            ),
          }),
          choice("Statistics", ["off"]),
        ),
      ),
      frontDoor: optional(flag("Front Door")),
      pageHostname: optional(text("Name of the page", "app.example.com")),
      secrets: optional(object("Secrets", { version: optional(whole("Version of the values", 1, 1_000_000)) })),
      federation: optional(
        object("Federation with AWS", {
          tenant: guid("Tenant id"),
          audience: text("Application id URI", "api://webrtc-aws"),
          identities: map(
            "Identities",
            guid("Object id of an identity"),
            '{ westeurope: "00000000-0000-0000-0000-000000000000" }',
          ),
        }),
      ),
    }),
  ],
);
