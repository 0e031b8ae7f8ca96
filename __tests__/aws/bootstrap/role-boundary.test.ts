import { AwsBootstrapStack } from "../../../stacks/aws/bootstrap-stack";
import { bootstrapPlan } from "../../helpers/aws-plans";
import { policyOf, synthStack } from "../../helpers/synth";

const boundary = policyOf(synthStack((app) => new AwsBootstrapStack(app, bootstrapPlan())).at("/role-boundary/policy"));
const allowed = new Set(boundary.flatMap(({ Action }) => [Action].flat()));

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
