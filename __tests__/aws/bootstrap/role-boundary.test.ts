import { AwsBootstrapStack } from "../../../stacks/aws/bootstrap-stack";
import { bootstrapPlan } from "../../helpers/aws-plans";
import { policyOf, synthStack } from "../../helpers/synth";
import {
  credentialEnvironments,
  environmentDirectories,
  synthesize,
  topologiesOf,
} from "../../helpers/synth-environments";

const boundary = policyOf(synthStack((app) => new AwsBootstrapStack(app, bootstrapPlan())).at("/role-boundary/policy"));
const allowed = new Set(boundary.flatMap(({ Action }) => [Action].flat()));

// One environment of each topology, with all that it can have; the states of AWS alone, since others have no roles there.
const stacks = synthesize(
  [...environmentDirectories, credentialEnvironments]
    .flatMap(topologiesOf)
    .filter(({ environment }) =>
      ["prod", "openvidu", "live", "rooms", "everything", "credentials"].includes(environment),
    )
    .map(({ environment, domain, aws }) => ({ environment, domain, ...(aws && { aws }) })),
).filter(({ id }) => !id.endsWith("-bootstrap"));

const resources = (type: string) =>
  stacks.flatMap((stack) =>
    stack.resources
      .filter((resource) => resource.type === type)
      .map(({ name, arguments: body }) => ({ stack: stack.id, address: `${stack.id}/${type}.${name}`, body })),
  );

it("holds back nothing that a role of the stacks does", () => {
  const held = resources("aws_iam_role_policy").flatMap(({ address, body }) => {
    const statements: ReturnType<typeof policyOf> = JSON.parse(String(body["policy"])).Statement;
    const actions = statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => [Action].flat());
    return actions.filter((action) => !allowed.has(action)).map((action) => `${address} ${action}`);
  });
  expect(held).toEqual([]);
});

it("lets no role touch rights, or take another role", () => {
  expect(
    [...allowed].filter((action) => /^(iam|sts|organizations|lambda|kms:(Put|Create(?!Grant)))|\*/.test(action)),
  ).toEqual([]);
});

it("keeps roles to the environment's buckets, secrets and keys, and those that were given to it", () => {
  const reach = Object.fromEntries(
    boundary.map(({ Sid, Resource, Condition }) => [Sid, JSON.stringify([Resource, Condition])]),
  );
  expect(reach["KeepData"]).toMatch(
    /^\[\["[^"]*:::test-\*","[^"]*:::test-\*\/\*","[^"]*:::given-bucket","[^"]*:::given-bucket\/\*"\],null\]$/,
  );
  expect(reach["UseSecrets"]).toMatch(/^\[\["[^"]*:secret:webrtc\/test\/\*","[^"]*:secret:given-AbCdEf"\],null\]$/);
  expect(reach["MountVolumes"]).toContain('"kms:GrantIsForAWSResource":"true"');
  expect(reach["UseKeys"]).toContain('"aws:ResourceTag/Environment":"test"');
});

it("is on every role of an environment that a pipeline deploys", () => {
  const ofProduction = resources("aws_iam_role").filter(({ stack }) => stack.startsWith("prod-"));
  const free = ofProduction.filter(
    ({ body }) => !/:policy\/prod-role-boundary$/.test(String(body["permissions_boundary"])),
  );
  expect(ofProduction.length).toBeGreaterThan(0);
  expect(free.map(({ address }) => address)).toEqual([]);
});

it("is asked for by no role of an environment without a pipeline: there is no such policy", () => {
  const asking = resources("aws_iam_role").filter(
    ({ stack, body }) => stack.startsWith("openvidu-") && body["permissions_boundary"] !== undefined,
  );
  expect(asking.map(({ address }) => address)).toEqual([]);
});
