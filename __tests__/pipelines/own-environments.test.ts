import { planDeployment, renderPipelines } from "../../modules/pipelines";
import { identitiesOf, pipelines, topologies } from "./rendered";

/** Texts of the pipelines of every environment, as they are rendered for a directory of the team's own. */
const texts = topologies.flatMap((topology) => {
  const planned = planDeployment(topology, identitiesOf(topology), "teams/envs");
  return planned.ok ? renderPipelines(planned.deployment).map(({ content }) => content) : [];
});

it("finds an environment in the directory that it was rendered from, in every pipeline", () => {
  expect(texts.length).toBe(pipelines.length);
  expect(texts.filter((text) => !/^ {2}WEBRTC_ENV_DIR: "teams\/envs"$/m.test(text))).toEqual([]);
});

it("says no directory where the environment is in the project's own", () => {
  expect(pipelines.filter(({ text }) => text.includes("WEBRTC_ENV_DIR")).map(({ path }) => path)).toEqual([]);
});

it("checks the environment before anything is planned, and not the project", () => {
  const infra = pipelines.filter(({ path }) => path.endsWith("-infra.yml"));
  expect(infra.length).toBeGreaterThan(2);
  expect(infra.filter(({ text }) => !text.includes(": npm run --silent check:environment\n"))).toEqual([]);
  expect(pipelines.filter(({ text }) => /: npm (?:run )?test$/m.test(text)).map(({ path }) => path)).toEqual([]);
});

it.each([
  ["../our-envs", "outside the repository that the pipeline checks out"],
  ["..", "outside the repository"],
  ["/srv/envs", "outside the repository"],
  ["our envs", "could not spell the directory our envs"],
  ["$HOME", "could not spell"],
])("refuses the directory %s, where no job would find the file", (directory, rule) => {
  const [topology] = topologies;
  expect(topology && planDeployment(topology, identitiesOf(topology), directory)).toMatchObject({
    ok: false,
    refusals: [{ path: "WEBRTC_ENV_DIR", rule: expect.stringContaining(rule) }],
  });
});
