import type { RenderedFile } from "../../shared/rendered-file";
import type { Deployment } from "../deployment";
import { cloudsOf, environmentDirectory, heading, migrates, subscriptionOf, throughFirewalls } from "../facts";
import { type Part, type Parts, renderPipeline, type Values } from "../template";
import type { Wave } from "../waves";
import { identity, logIn, part, prepare, secrets, terraform, trustedEnvironment } from "./parts";

/** Workflows of GitHub Actions for one environment. */
export function githubWorkflows(deployment: Deployment): readonly RenderedFile[] {
  const { topology } = deployment;
  const trusted = { trusted_environment: trustedEnvironment(deployment) };
  const migration = migrates(deployment);
  const infra = workflow(deployment, "infra", {}, { prepare: [prepare()], jobs: infraJobs(deployment) });
  if (!topology.azure) {
    return [infra];
  }
  const azure = { prepare: [prepare()], "log-in-azure": [logIn(deployment, "azure")] };
  return [
    infra,
    workflow(
      deployment,
      "backend",
      { ...trusted, publish_after: `build, targets${migration ? ", migrate" : ""}` },
      { ...azure, jobs: [targets(deployment, "regions"), ...(migration ? [migrationJob(deployment)] : [])] },
    ),
    workflow(deployment, "frontend", trusted, { ...azure, jobs: [targets(deployment, "pages")] }),
  ];
}

function workflow(deployment: Deployment, name: string, values: Values, parts: Parts): RenderedFile {
  const { environment } = deployment.topology;
  return {
    path: `.github/workflows/${environment}-${name}.yml`,
    mode: 0o644,
    content: renderPipeline(
      `pipelines/github/${name}.yml`,
      heading(environment),
      { environment, ...values },
      {
        ...parts,
        ...environmentDirectory(deployment),
      },
    ),
  };
}

function infraJobs(deployment: Deployment): readonly Part[] {
  const { waves, topology } = deployment;
  const after = afterWave(waves.at(-1));
  return [
    ...waves.map((wave, index) => waveJobs(deployment, wave, waves[index - 1])),
    ...(topology.azure ? [part("code", { after, environment: topology.environment })] : []),
    ...(topology.aws ? [part("smoke-aws", { after, ...trusted(deployment) }, readerParts(deployment))] : []),
  ];
}

function waveJobs(deployment: Deployment, wave: Wave, before: Wave | undefined): Part {
  const clouds = cloudsOf(deployment, wave);
  return part(
    "wave",
    {
      wave: wave.name,
      after: before ? afterWave(before) : "test",
      ...trusted(deployment),
      approval_environment: `${trustedEnvironment(deployment)}-approval`,
      through: throughFirewalls(deployment, wave),
      stacks: wave.stacks.map(({ id }) => id).join(" "),
    },
    {
      prepare: [prepare()],
      terraform: [terraform()],
      stacks: [part("stacks")],
      identity: [...identity(deployment, clouds), ...secrets(deployment, wave)],
      "log-in": clouds.map((cloud) => logIn(deployment, cloud)),
    },
  );
}

/** A wave without changes is neither approved nor applied: what follows waits for its plan, too. */
function afterWave(wave: Wave | undefined): string {
  return wave ? `plan-${wave.name}, apply-${wave.name}` : "test";
}

function targets(deployment: Deployment, which: "regions" | "pages"): Part {
  return part("targets", { which, ...trusted(deployment) }, readerParts(deployment));
}

/** Parts of a job that reads states. */
function readerParts(deployment: Deployment): Parts {
  const clouds = [deployment.stateCloud];
  return {
    prepare: [prepare()],
    terraform: [terraform()],
    identity: identity(deployment, clouds),
    "log-in": clouds.map((cloud) => logIn(deployment, cloud)),
  };
}

function migrationJob(deployment: Deployment): Part {
  return part(
    "migration",
    {
      migration_environment: `${trustedEnvironment(deployment)}-migration`,
      ...subscriptionOf(deployment, (name) => `\${{ vars.${name} }}`),
    },
    { prepare: [prepare()] },
  );
}

function trusted(deployment: Deployment): { readonly trusted_environment: string } {
  return { trusted_environment: trustedEnvironment(deployment) };
}
