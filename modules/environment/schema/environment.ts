import * as v from "valibot";
import type { Environment } from "../input/environment";
import { awsEnvironment } from "./aws";
import { azureEnvironment } from "./azure";
import { goLiveEnvironment } from "./go-live";
import { amount, flag, list, map, object, optional, text, variants, withStandIns } from "./shapes";

const addresses = list("Mail addresses", text("A mail address", "ops@example.com"), '["ops@example.com"]');

const deployProvider = optional(
  object("Provider", {
    arn: text("Provider of the issuer", "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"),
  }),
);

/** Shape of an environment file at run time. */
export const environmentSchema = object("An environment", {
  domain: text("Domain of the environment", "dev.example.com"),
  costCenter: text("Value of the tag CostCenter", "WebRTC"),
  protect: optional(flag("Protection")),
  tags: optional(map("Tags", text("A tag's value", "voice"), '{ Team: "voice" }')),
  budget: optional(object("Budget", { monthly: amount("US dollars a month", 100_000_000, 500), notify: addresses })),
  notify: optional(addresses),
  state: optional(
    variants(
      "State",
      "kind",
      ["local", "s3", "azurerm"],
      [
        object("State", { kind: v.literal("local") }),
        object("State", {
          kind: v.literal("s3"),
          bucket: text("Bucket of the states", "example-webrtc-state"),
          region: text("Region of the bucket", "eu-west-1"),
        }),
        object("State", {
          kind: v.literal("azurerm"),
          resourceGroup: text("Resource group of the storage account", "terraform"),
          storageAccount: text("Storage account of the states", "exampleterraform"),
          container: text("Container of the states", "states"),
        }),
      ],
    ),
  ),
  deploy: optional(
    variants(
      "Deploy identity",
      "kind",
      ["github", "oidc"],
      [
        object("Deploy identity", {
          kind: v.literal("github"),
          provider: deployProvider,
          repository: text("Repository on GitHub", "example/webrtc"),
          environment: optional(text("GitHub environment", "prod")),
        }),
        object("Deploy identity", {
          kind: v.literal("oidc"),
          provider: deployProvider,
          issuer: text("URL of the issuer", "https://gitlab.com"),
          audience: text("Audience of the token", "https://gitlab.com"),
          subjects: list(
            "Subjects",
            // Of the second one the subject of the migration is known (checks/azure/deploy.ts).
            withStandIns(text("A subject", "project_path:example/webrtc:ref:main"), [
              "project_path:example/webrtc:ref:main",
              "sc://example/webrtc/prod",
            ]),
            '["project_path:example/webrtc:ref_type:branch:ref:main"]',
          ),
          migrationSubjects: optional(
            list(
              "Subjects of migrations",
              text("A subject", "project_path:example/webrtc:ref:migration"),
              '["project_path:example/webrtc:ref_type:branch:ref:migration"]',
            ),
          ),
        }),
      ],
    ),
  ),
  aws: optional(awsEnvironment),
  azure: optional(azureEnvironment),
  goLive: optional(goLiveEnvironment),
});

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile when the schema and the type that teams write against differ in a field, an option or a type. */
const schemaMatchesType: Same<DeepReadonly<v.InferOutput<typeof environmentSchema>>, DeepReadonly<Environment>> = true;
void schemaMatchesType;
