import { identitiesOf, pipelines, topologies } from "./rendered";

/** A stage of Azure Pipelines, with what the tests ask for. */
interface Stage {
  readonly stage: string;
  readonly dependsOn?: readonly string[];
  readonly condition?: string;
  readonly jobs: readonly { readonly environment?: string }[];
}

const files = pipelines.filter(({ path }) => path.startsWith("azure-pipelines/"));

function stagesOf(name: string): readonly Stage[] {
  return Object(files.find(({ path }) => path.endsWith(`-${name}.yml`))?.content).stages;
}

const infra = stagesOf("infra");

function ancestors(stage: Stage): readonly string[] {
  return (stage.dependsOn ?? []).flatMap((name) => [
    name,
    ...infra.filter((other) => other.stage === name).flatMap((other) => ancestors(other)),
  ]);
}

describe("Azure Pipelines", () => {
  it("are three: infra, backend and frontend", () => {
    expect(files.map(({ path }) => path)).toEqual(
      ["infra", "backend", "frontend"].map((name) => `azure-pipelines/devops-${name}.yml`),
    );
  });

  it("take each task at a major version", () => {
    const tasks = files.flatMap(({ text }) => [...text.matchAll(/task: (.*)/g)].map(([, task]) => task));
    expect([...new Set(tasks)].sort()).toEqual(["AzureCLI@2", "NodeTool@0"]);
  });

  it("log in by a service connection alone, and keep no secret but that of the TURN source", () => {
    for (const { path, text } of files) {
      const variables = [...text.matchAll(/\$\(([A-Z][A-Z_]+)\)/g)].map(([, name]) => name);
      expect({ path, foreign: variables.filter((name) => name !== "METERED_SECRET_KEY") }).toEqual({
        path,
        foreign: [],
      });
      expect(text).not.toMatch(/clientSecret|servicePrincipalKey|deployment_token|https:\/\//);
    }
    expect(files[0]?.text).toContain('azureSubscription: "azure-devops"');
  });

  it("test before they plan, and apply only a plan with changes, by its digest, in an environment that asks for approval", () => {
    const apply = infra.filter(({ stage }) => stage.startsWith("apply_"));
    expect(apply.map(({ stage }) => stage)).toEqual(["apply_network", "apply_edge", "apply_app"]);
    for (const stage of apply) {
      const wave = stage.stage.slice("apply_".length);
      expect(ancestors(stage)).toContain("test");
      expect(stage.condition).toContain(`dependencies.plan_${wave}.outputs['plan.plan.changes'], 'true'`);
      expect(JSON.stringify(stage)).toContain(`stageDependencies.plan_${wave}.plan.outputs['plan.digest']`);
      expect(stage.jobs.map(({ environment }) => environment)).toEqual(["devops-approval"]);
    }
  });

  it("plan a layer once all before it are applied", () => {
    const plan = (wave: string): readonly string[] =>
      ancestors(infra.find(({ stage }) => stage === `plan_${wave}`) ?? { stage: "", jobs: [] });
    expect(plan("edge")).toContain("apply_network");
    expect(plan("app")).toContain("apply_edge");
  });

  it("apply every stack but those of the bootstrap layer", () => {
    const topology = topologies.find(({ environment }) => environment === "devops");
    for (const { id, layer } of topology ? identitiesOf(topology) : []) {
      const times = infra.filter(
        (stage) => stage.stage.startsWith("apply_") && JSON.stringify(stage).includes(`${id}`),
      );
      expect({ id, times: times.length }).toEqual({ id, times: layer === "bootstrap" ? 0 : 1 });
    }
  });

  it("open vaults and storage to the agent where a layer reaches through their firewalls, and nowhere else", () => {
    const through = infra
      .filter((stage) => JSON.stringify(stage).includes("through-firewalls.ts"))
      .map(({ stage }) => stage);
    // Secrets are written with network, bundles of TURN machines with app.
    expect(through).toEqual(["plan_network", "apply_network", "plan_app", "apply_app"]);
    expect(files[0]?.text).toContain(
      "through-firewalls.ts webrtc-devops-westeurope webrtc-devops-northeurope --fixed=203.0.113.7 -- cli/pipelines/plan.sh",
    );
  });

  it("migrate with a service connection and reviewers of their own, after the build and before the functions", () => {
    const [build, migrate, publish] = stagesOf("backend");
    expect([build?.stage, migrate?.stage, publish?.stage]).toEqual(["build", "migrate", "publish"]);
    expect(publish?.dependsOn).toEqual(["build", "migrate"]);
    expect(JSON.stringify(migrate)).toContain('"azureSubscription":"azure-devops-migration"');
    expect(migrate?.jobs.map(({ environment }) => environment)).toContain("devops-migration");
  });

  it("begin with the code once the infrastructure stands, and with the page after the functions", () => {
    const sources = files.map(({ content }) => Object(content).resources?.pipelines?.[0]?.source);
    expect(sources).toEqual([undefined, "devops-infra", "devops-backend"]);
  });
});
