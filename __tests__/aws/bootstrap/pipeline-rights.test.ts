import { policiesOf, statementsOf } from "../../helpers/iam-policy";
import { directoriesWithAws, pipelineTopologies, rightsOfPipeline } from "../../helpers/pipeline-environments";
import { type SynthesizedStack, synthesize } from "../../helpers/synth-environments";
import { keyCalls } from "./rights/key-users";
import { missingRights } from "./rights/needed-rights";

const stacks = directoriesWithAws.flatMap((directory) => {
  const topologies = pipelineTopologies(directory);
  return topologies.length === 0 ? [] : synthesize(topologies);
});

/** Stacks that a pipeline applies; people apply bootstrap, which makes the pipeline's own role. */
const applied = stacks.filter(({ id }) => !id.endsWith("-bootstrap"));

const environments = [...new Set(applied.map(environmentOf))];
const rights = new Map(environments.map((name) => [name, rightsOfPipeline(stacks, name)]));

function environmentOf({ id }: SynthesizedStack): string {
  return id.replace(/-aws-.*/, "");
}

function missing(stack: SynthesizedStack): readonly string[] {
  return missingRights(stack, rights.get(environmentOf(stack)) ?? policiesOf([]));
}

describe("the role of a pipeline", () => {
  it("is judged over every example and fixture that has a part on AWS", () => {
    expect(environments.length).toBeGreaterThanOrEqual(12);
  });

  it("may create, read, change and delete every resource of every stack", () => {
    expect(applied.flatMap(missing)).toEqual([]);
  });

  it("is said to lack the rights for a type that nobody thought of, by its name", () => {
    const [some] = applied;
    const parameter = { name: "/webrtc/dev/added", type: "String", value: "x" };
    const json = { ...some?.json, resource: { ...some?.json.resource, aws_ssm_parameter: { added: parameter } } };
    const stack = { ...some, id: some?.id ?? "", text: "", resources: [], json: { terraform: {}, ...json } };
    expect(missing(stack)).toEqual([`${stack.id}: aws_ssm_parameter: no entry says which rights it needs`]);
  });
});

describe("the data key of a region", () => {
  const uses = applied.map((stack) => ({ stack, ...keyCalls(stack) }));

  it("is used by services that are known here", () => {
    expect(uses.flatMap(({ stack, unknown }) => unknown.map((type) => `${stack.id}: ${type}`))).toEqual([]);
    expect(new Set(uses.flatMap(({ calls }) => calls.map(({ service }) => service)))).toEqual(
      new Set(["ec2", "elasticache", "s3", "secretsmanager", "sns"]),
    );
  });

  it("serves each of them, with a grant where the service works by one", () => {
    const refused = uses.flatMap(({ stack, calls }) =>
      calls
        .filter(({ service, action }) => !serves(stack, service, action))
        .map(({ type, service, action }) => `${stack.id}: ${type}: ${action} through ${service}`),
    );
    expect(refused).toEqual([]);
  });

  it("serves ElastiCache only where there is a room directory", () => {
    const networks = applied.filter(({ id }) => id.endsWith("-network"));
    expect(networks.filter((stack) => serves(stack, "elasticache", "kms:CreateGrant")).map(({ id }) => id)).toEqual([
      "rooms-aws-eu-west-1-network",
    ]);
  });
});

/** Whether the data key beside a stack lets the account use it so, through a service of the region. */
function serves({ id }: SynthesizedStack, service: string, action: string): boolean {
  const network = applied.find((stack) => stack.id === id.replace(/-[a-z]+$/, "-network"));
  const keys = Object.entries(network?.json.resource?.["aws_kms_key"] ?? {});
  const [, key] = keys.find(([name]) => name.startsWith("data-key_")) ?? [];
  return policiesOf(statementsOf(String(key?.["policy"]))).allow({
    action,
    resource: "*",
    context: {
      "kms:CallerAccount": "123456789012",
      "kms:ViaService": `${service}.${id.replace(/.*-aws-|-[a-z]+$/g, "")}.amazonaws.com`,
      "kms:GrantIsForAWSResource": "true",
    },
  });
}
