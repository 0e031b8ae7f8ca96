import type { Topology } from "../../modules/environment";
import { planDeployment } from "../../modules/pipelines";
import { waves } from "../../modules/pipelines/waves";
import { exampleEnvironments, topologiesOf } from "../helpers/synth-environments";
import { identitiesOf, topologies } from "./rendered";

function refused(topology: Topology): readonly string[] {
  const planned = planDeployment(topology, identitiesOf(topology));
  return planned.ok ? [] : planned.refusals.map(({ path }) => path);
}

function named(name: string): Topology {
  const found = topologies.find(({ environment }) => environment === name);
  if (!found) {
    throw new Error(`no environment ${name}`);
  }
  return found;
}

describe("an environment has no pipeline", () => {
  it("while nobody is trusted to deploy it and its states are files", () => {
    const dev = topologiesOf(exampleEnvironments).find(({ environment }) => environment === "dev");
    expect(dev && refused(dev)).toEqual(["deploy", "state"]);
  });

  it("while it has no part on a cloud", () => {
    const { aws: _, azure: __, ...nowhere } = named("prod");
    expect(planDeployment(nowhere, [])).toMatchObject({
      ok: false,
      refusals: [{ rule: expect.stringMatching(/no part on a cloud/) }],
    });
  });

  it("for a system that there are no templates for", () => {
    const deploy = { kind: "oidc", issuer: "https://gitlab.example.com", subjects: ["project:1"] } as const;
    expect(refused({ ...named("devops"), deploy })).toEqual(["deploy.issuer"]);
  });

  it("from Azure DevOps where it needs AWS", () => {
    const { deploy } = named("devops");
    expect(deploy && refused({ ...named("hub"), deploy })).toEqual(["deploy.kind"]);
  });

  it("with states on a cloud that it has no part on", () => {
    const { aws: _, ...azureAlone } = named("prod");
    expect(refused(azureAlone)).toEqual(["state.kind"]);
  });
});

describe("waves", () => {
  const names = (environment: string): readonly string[] =>
    waves(identitiesOf(named(environment))).map(({ name }) => name);

  it("begin a layer when the one below stands in every region", () => {
    expect(names("prod")).toEqual(["network", "network-edge", "app", "global"]);
    expect(names("devops")).toEqual(["network", "edge", "app"]);
    expect(names("relay")).toEqual(["network", "network-2", "app", "global"]);
  });

  it("never end where stacks wait for each other", () => {
    const [first, second] = identitiesOf(named("devops")).filter(({ layer }) => layer === "network");
    const knot =
      first && second
        ? [
            { ...first, after: [second.id] },
            { ...second, after: [first.id] },
          ]
        : [];
    expect(() => waves(knot)).toThrow("stacks wait for each other");
  });
});
