import { readFileSync } from "node:fs";
import { join } from "node:path";
import { azureDefaults } from "../../modules/environment/azure-defaults";
import { block, resourcesOf } from "../helpers/azure-stacks";
import { jobsOf, pipelines } from "../pipelines/rendered";

const page = (name: string): string =>
  readFileSync(join(__dirname, "../../docs", name), "utf8").replaceAll(/\s+/g, " ");
const pages = { "azure-serverless": page("azure-serverless.md"), pipelines: page("pipelines.md") };

const githubJobs = pipelines
  .filter(({ path }) => path.startsWith(".github/workflows/"))
  .flatMap((workflow) => jobsOf(workflow));
const trusted = githubJobs.filter(({ permissions }) => permissions?.["id-token"] === "write");

/** Settings that azurerm gives and does not read back, so that no plan of an app is empty. */
function neverEmpty(): boolean {
  return resourcesOf(/^azurerm_(function_app_flex_consumption|linux_function_app)$/).some(
    ({ body }) =>
      Object(body["app_settings"])["AzureWebJobsStorage"] === "" || body["content_share_force_disabled"] === true,
  );
}

/** Whether the identity that deploys may change the one that migrates. */
function deployChangesMigration(): boolean {
  const groups = resourcesOf("azurerm_role_assignment", /-bootstrap$/)
    .filter(({ body }) => body["role_definition_name"] === "Contributor")
    .map(({ body, stack }) => {
      const name = /azurerm_resource_group\.([\w-]+)\.id/.exec(String(body["scope"]))?.[1];
      return stack.resources.find((one) => one.type === "azurerm_resource_group" && one.name === name)?.arguments[
        "name"
      ];
    });
  return resourcesOf("azurerm_user_assigned_identity", /-network$/)
    .filter(({ address }) => /migration/.test(address))
    .some(({ body }) => groups.includes(body["resource_group_name"]));
}

/** Sentences about what is not as one would wish, and whether it is so. One that is mended leaves its page. */
const admissions: readonly (readonly [page: keyof typeof pages, sentence: string, so: boolean])[] = [
  ["azure-serverless", "A plan of `app` is never empty", neverEmpty()],
  ["pipelines", "The layer `app` on Azure always has changes", neverEmpty()],
  [
    "azure-serverless",
    "The deploy identity is Contributor of the resource groups that both identities are in",
    deployChangesMigration(),
  ],
  [
    "pipelines",
    "It is Contributor of the groups that its own identity and the migration identity are in",
    deployChangesMigration(),
  ],
  [
    "azure-serverless",
    "Both kinds share one subnet",
    new Set(
      resourcesOf("azurerm_subnet").flatMap(({ body }) => {
        const service = block(block(body["delegation"])["service_delegation"])["name"];
        return service === undefined ? [] : [String(body["name"]).replace(/^.*-/, "")];
      }),
    ).size === 1,
  ],
  [
    "azure-serverless",
    "Its SignalR is Standard_S1, in one zone",
    azureDefaults.signalr.resilient.value === "Standard_S1",
  ],
  [
    "pipelines",
    "Plans are made with the identity that applies, before anybody has approved",
    trusted.some(({ name, environment }) => name.startsWith("plan") && environment !== undefined),
  ],
  [
    "pipelines",
    "`<env>-approval` is an environment that no cloud trusts",
    githubJobs.some(({ name }) => name.startsWith("approve")) &&
      !trusted.some(({ environment }) => String(environment).endsWith("-approval")),
  ],
  [
    "pipelines",
    "`npm ci` runs the install scripts of packages",
    trusted.some(({ text: job }) => /npm ci(?!.*--ignore-scripts)/.test(job)),
  ],
];

describe("the pages on Azure and pipelines", () => {
  it.each(admissions)("%s: %s", (name, sentence, so) => {
    expect({ sentence, said: pages[name].includes(sentence) }).toEqual({ sentence, said: so });
  });
});
