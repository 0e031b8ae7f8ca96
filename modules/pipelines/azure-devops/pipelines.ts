import type { RenderedFile } from "../../shared/rendered-file";
import type { Deployment } from "../deployment";
import { environmentDirectory, heading, migrates, secretVariables, terraformVersion, throughFirewalls } from "../facts";
import { type Part, type Parts, readPart, renderPipeline, type Values } from "../template";
import type { Wave } from "../waves";

/** Azure Pipelines for one environment. */
export function azurePipelines(deployment: Deployment): readonly RenderedFile[] {
  const connection = serviceConnection(deployment);
  const migration = migrates(deployment);
  return [
    pipeline(
      deployment,
      "infra",
      {},
      {
        prepare: [part("prepare")],
        waves: deployment.waves.map((wave, index) => waveStages(deployment, wave, deployment.waves[index - 1])),
      },
    ),
    pipeline(
      deployment,
      "backend",
      { connection, publish_after: migration ? "build, migrate" : "build" },
      { ...runner(), migration: migration ? [migrationStage(deployment)] : [] },
    ),
    pipeline(deployment, "frontend", { connection }, runner()),
  ];
}

function pipeline(deployment: Deployment, name: string, values: Values, parts: Parts): RenderedFile {
  const { environment } = deployment.topology;
  return {
    path: `azure-pipelines/${environment}-${name}.yml`,
    mode: 0o644,
    content: renderPipeline(
      `pipelines/azure-devops/${name}.yml`,
      heading(environment),
      { environment, ...values },
      { ...parts, ...environmentDirectory(deployment) },
    ),
  };
}

function waveStages(deployment: Deployment, wave: Wave, before: Wave | undefined): Part {
  const id = stageName(wave);
  return part(
    "wave",
    {
      wave: id,
      after: before ? `plan_${stageName(before)}, apply_${stageName(before)}` : "test",
      environment: deployment.topology.environment,
      connection: serviceConnection(deployment),
      through: throughFirewalls(deployment, wave),
      stacks: wave.stacks.map((stack) => stack.id).join(" "),
    },
    {
      ...runner(),
      secrets: secretVariables(deployment, wave).map((name) =>
        part("secret", { variable: name, secret: name.toUpperCase() }),
      ),
    },
  );
}

function migrationStage(deployment: Deployment): Part {
  const connection = serviceConnection(deployment);
  return part(
    "migration",
    {
      environment: deployment.topology.environment,
      connection,
      migration_connection: `${connection}-migration`,
    },
    runner(),
  );
}

/** Steps of a job that reads or writes states. */
function runner(): Parts {
  return { prepare: [part("prepare")], terraform: [part("terraform", { terraform_version: terraformVersion })] };
}

function part(name: string, values: Values = {}, parts: Parts = {}): Part {
  return readPart(`pipelines/azure-devops/parts/${name}.yml`, values, parts);
}

/** Names of stages have letters, digits and underscores. */
function stageName({ name }: Wave): string {
  return name.replaceAll("-", "_");
}

/** The service connection: its subject ends with its name, or is a number, and then it is named after the environment. */
function serviceConnection({ deploy, topology }: Deployment): string {
  const subject = deploy.kind === "oidc" ? deploy.subjects[0] : undefined;
  return /^sc:\/\/[^/]+\/[^/]+\/(.+)$/.exec(subject ?? "")?.[1] ?? `webrtc-${topology.environment}`;
}
