import { join } from "node:path";
import type { Environment, Topology } from "../../modules/environment";
import { type EnvironmentFile, listEnvironmentFiles } from "../../modules/environment/environment-files";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { readEnvironmentFile } from "../../modules/environment/read-file";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import { type Policies, policiesOf, statementsOf } from "./iam-policy";
import type { SynthesizedStack } from "./synth-environments";

/** Every directory with environments that have a part on AWS. */
export const directoriesWithAws = [
  "example-environments",
  "environments",
  "credentials-environments",
  "pipeline-environments",
  "azure-environments",
].map((directory) => join(__dirname, "../fixtures", directory));

/** The AWS parts of the environments of a directory, each with a pipeline: its own, or one on GitHub. */
export function pipelineTopologies(directory: string): readonly Topology[] {
  return listEnvironmentFiles(directory).files.flatMap((file) => {
    const content = contentOf(file);
    return content.aws ? [resolved(file.name, content)] : [];
  });
}

function contentOf(file: EnvironmentFile): Environment {
  const content = readEnvironmentFile(file);
  if (!content.ok) {
    throw new Error(`${file.shownPath}: ${content.rule}`);
  }
  const value: Partial<Environment> = Object(content.value);
  return {
    domain: "",
    costCenter: "",
    ...value,
    deploy: value.deploy ?? { kind: "github", repository: "example/webrtc" },
  };
}

function resolved(name: string, content: Environment): Topology {
  const { environment, findings } = judgeEnvironment(name, content, []);
  const wrong = findings.filter(({ warning }) => !warning);
  if (!environment || wrong.length > 0) {
    throw new Error(`${name} with a pipeline is refused: ${JSON.stringify(wrong)}`);
  }
  return resolveTopology(environment, new Ledger(), ["aws"]);
}

/** What the pipeline of an environment may do, from the bootstrap stack among its stacks. */
export function rightsOfPipeline(stacks: readonly SynthesizedStack[], environment: string): Policies {
  const bootstrap = stacks.find(({ id }) => id.startsWith(`${environment}-aws-`) && id.endsWith("-bootstrap"));
  const policies = Object.entries(bootstrap?.json.resource?.["aws_iam_policy"] ?? {});
  return policiesOf(
    policies.filter(([name]) => name.startsWith("deploy_")).flatMap(([, { policy }]) => statementsOf(String(policy))),
  );
}
