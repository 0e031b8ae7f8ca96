import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EmulatedEnvironment } from "../../../../cli/emulator/emulated-environment";
import { operationsFile } from "../../../../cli/emulator/emulator";
import { AwsBootstrapStack } from "../../../../stacks/aws/bootstrap-stack";
import { bootstrapPlan } from "../../../helpers/aws-plans";
import { actionsOf } from "../../../helpers/iam-actions";
import { policiesOf, statementsOf } from "../../../helpers/iam-policy";
import { synthStack } from "../../../helpers/synth";

/** What Terraform asked AWS for, as `<stack> <service>:<operation>`; people apply bootstrap, which no pipeline does. */
export function askedOperations(environment: EmulatedEnvironment): readonly string[] {
  return readFileSync(join(environment.workspace.directory, operationsFile), "utf8")
    .trim()
    .split("\n")
    .filter((line) => !/-bootstrap /.test(line));
}

/**
 * Of what Terraform asked for, what no policy of a pipeline's role names. The policies are those of an environment that has
 * everything; that each environment's own reach its own resources is a promise of the unit tests.
 */
export function refusedOperations(environment: EmulatedEnvironment): readonly string[] {
  const { deployIdentity } = bootstrapPlan();
  const plan = bootstrapPlan(
    deployIdentity && {
      deployIdentity: {
        ...deployIdentity,
        also: ["credential-api", "openvidu", "room-directory"],
        trustedIssuer: "https://sts.windows.net/22222222-2222-4222-8222-222222222222/",
      },
    },
  );
  const policies = synthStack((app) => new AwsBootstrapStack(app, plan))
    .resources("aws_iam_policy")
    .filter(({ path }) => path.includes("/deploy/"));
  const rights = policiesOf(policies.flatMap(({ body }) => statementsOf(String(body["policy"]))));
  return askedOperations(environment).filter((line) => {
    const [, operation = ""] = line.split(" ");
    return !actionsOf(operation).every((action) => rights.mention(action));
  });
}
