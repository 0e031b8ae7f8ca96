import type { AwsBootstrapPlan } from "../../../modules/environment/topology";
import { AwsBootstrapStack } from "../../../stacks/aws/bootstrap-stack";
import { bootstrapPlan, identity } from "../../helpers/aws-plans";
import { policyOf, type Synthesized, synthStack } from "../../helpers/synth";

function synthBootstrap(different: Partial<AwsBootstrapPlan> = {}): Synthesized {
  return synthStack((app) => new AwsBootstrapStack(app, bootstrapPlan(different)));
}

/** The bootstrap layer with a state bucket and a pipeline. */
const usual = synthBootstrap();

/** IAM's limit for a managed policy, in characters without white space. */
const policyLimit = 6144;

/** Actions by which a role gets rights. */
const givesRights =
  /^iam:(AttachRolePolicy|CreateRole|Delete\w*RolePolicy|DetachRolePolicy|Put\w*Role\w*|CreateUser|\*)/;

/** IAM's limit for policies attached to one role. */
const attachmentLimit = 10;

describe("the store of states", () => {
  it("is the bucket that the backends name, encrypted with a key of its own and versioned", () => {
    expect(usual.at("/state/states/bucket").body["bucket"]).toBe("test-state");
    expect(usual.at("/state/states/versioning").body["versioning_configuration"]).toEqual({ status: "Enabled" });
    expect(JSON.stringify(usual.at("/state/states/encryption").body)).toContain("state_key");
  });

  it("logs every access", () => {
    expect(String(usual.at("/state/states/access-log").body["target_bucket"])).toContain("state_access-logs");
  });

  it("refuses plain HTTP and old TLS", () => {
    expect(policyOf(usual.at("/state/states/policy")).map(({ Sid, Effect }) => [Sid, Effect])).toEqual([
      ["DenyPlainHttp", "Deny"],
      ["DenyOldTls", "Deny"],
    ]);
  });

  it("keeps old versions for a year, never for ever", () => {
    expect(JSON.stringify(usual.at("/state/states/lifecycle").body)).toContain('"noncurrent_days":365');
  });

  it("cannot be destroyed where the environment is protected", () => {
    const guarded = synthBootstrap({ stack: identity("bootstrap", true) });
    const open = guarded
      .resources()
      .filter(({ type }) => type === "aws_s3_bucket" || type === "aws_kms_key")
      .filter(({ body }) => JSON.stringify(body["lifecycle"]) !== '{"prevent_destroy":true}');
    expect(open.map(({ path }) => path)).toEqual([]);
    expect(guarded.at("/state/states/bucket").body["force_destroy"]).toBe(false);
  });

  it("is not there where the states are kept elsewhere", () => {
    const { stateBucket: _none, ...elsewhere } = bootstrapPlan();
    const stack = synthStack((app) => new AwsBootstrapStack(app, elsewhere));
    expect(stack.resources("aws_s3_bucket")).toEqual([]);
    expect(stack.resources("aws_iam_policy").map(({ path }) => path)).not.toContain("deploy/state");
  });
});

describe("the role of a pipeline", () => {
  it("is taken on with a token for exactly the given audience and subjects", () => {
    const [statement] = policyOf(usual.at("/deploy/role"), "assume_role_policy");
    expect(statement?.Action).toBe("sts:AssumeRoleWithWebIdentity");
    expect(statement?.Condition).toEqual({
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": ["repo:example/webrtc:environment:test"],
      },
    });
  });

  it("compares patterns only where the environment wrote one, and the audience never as a pattern", () => {
    const deployIdentity = {
      issuer: "https://gitlab.example.com",
      audience: "aws",
      subjects: ["project_path:a/b:*"],
      also: [],
      imageParameters: [],
      boundary: { name: "test-role-boundary", secrets: [], buckets: [] },
    };
    const [statement] = policyOf(synthBootstrap({ deployIdentity }).at("/deploy/role"), "assume_role_policy");
    expect(statement?.Condition).toEqual({
      StringEquals: { "gitlab.example.com:aud": "aws" },
      StringLike: { "gitlab.example.com:sub": ["project_path:a/b:*"] },
    });
  });

  it("may do nothing by a whole service's name", () => {
    const broad = usual
      .resources("aws_iam_policy")
      .flatMap((policy) =>
        policyOf(policy).flatMap(({ Action }) => [Action].flat().map((action) => `${policy.path} ${action}`)),
      )
      .filter((entry) => /(\s|:)\*$/.test(entry));
    expect(broad).toEqual([]);
  });

  it("uses a pattern in an action only to read", () => {
    const patterns = usual
      .resources("aws_iam_policy")
      .flatMap((policy) => policyOf(policy).flatMap(({ Action }) => [Action].flat()))
      .filter((action) => action.includes("*"));
    expect(patterns.filter((action) => !/:(Describe|Get)\w*\*$/.test(action))).toEqual([]);
  });

  it("names no resource only where a reason is recorded", () => {
    const vague = usual.resources("aws_iam_policy").flatMap((policy) =>
      policyOf(policy)
        .filter(
          ({ Resource, Sid }) => Resource === "*" && !JSON.stringify(policy.body["//"]).includes(`"sid":"${Sid}"`),
        )
        .map(({ Sid }) => `${policy.path} ${Sid}`),
    );
    expect(vague).toEqual([]);
  });

  it("changes in EC2 only what carries the environment's tag", () => {
    const change = policyOf(usual.at("/deploy/compute")).find(({ Sid }) => Sid === "ChangeCompute");
    expect(change?.Condition).toEqual({ StringEquals: { "aws:ResourceTag/Environment": "test" } });
  });

  it("hands roles only to the services that run the environment", () => {
    const pass = policyOf(usual.at("/deploy/roles")).find(({ Action }) => Action === "iam:PassRole");
    expect(JSON.stringify(pass?.Resource)).toContain("role/test-*");
    expect(pass?.Condition).toHaveProperty("StringEquals");
  });

  it("makes and changes no role without the boundary", () => {
    const boundary = {
      StringEquals: { "iam:PermissionsBoundary": expect.stringContaining(":policy/test-role-boundary") },
    };
    const statements = usual.resources("aws_iam_policy").flatMap((policy) => policyOf(policy));
    const open = statements
      .filter(({ Effect }) => Effect === "Allow")
      .filter(({ Action }) => [Action].flat().some((action) => givesRights.test(action)));
    expect(open.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([["GiveBoundedRights", boundary]]);
  });

  it("reaches no pipeline's role, its own included, and changes no policy", () => {
    const statements = usual.resources("aws_iam_policy").flatMap((policy) => policyOf(policy));
    const denied = statements.find(({ Sid }) => Sid === "LeaveRolesOfPipelines");
    expect(denied?.Effect).toBe("Deny");
    expect(String(denied?.Resource)).toMatch(/:role\/\*-deploy$/);
    expect(String(usual.at("/deploy/role").body["name"])).toMatch(/-deploy$/);
    expect(denied?.Action).toEqual(expect.arrayContaining(["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"]));
    expect(
      statements
        .flatMap(({ Action }) => [Action].flat())
        .filter(
          (action) =>
            /^iam:.*(PolicyVersion|DeletePolicy|RolePermissionsBoundary$)/.test(action) &&
            action !== "iam:PutRolePermissionsBoundary",
        ),
    ).toEqual([]);
  });

  it("trusts the provider that the account has already, where it is named", () => {
    const { deployIdentity } = bootstrapPlan();
    const providerArn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
    const stack = synthBootstrap(deployIdentity && { deployIdentity: { ...deployIdentity, providerArn } });
    expect(stack.resources("aws_iam_openid_connect_provider")).toEqual([]);
    expect(policyOf(stack.at("/deploy/role"), "assume_role_policy")[0]?.Principal).toEqual({ Federated: providerArn });
  });

  it("fits IAM's limits", () => {
    const policies = usual.resources("aws_iam_policy");
    // A token is longer in the JSON than the account id or the partition that takes its place.
    const tooLong = policies.filter(
      ({ body }) => String(body["policy"]).replace(/\$\{[^}]*\}/g, "123456789012").length > policyLimit,
    );
    expect(tooLong.map(({ path }) => path)).toEqual([]);
    expect(usual.resources("aws_iam_role_policy_attachment").length).toBeLessThanOrEqual(attachmentLimit);
  });

  it("is not there without a pipeline", () => {
    const { deployIdentity: _none, ...alone } = bootstrapPlan();
    const stack = synthStack((app) => new AwsBootstrapStack(app, alone));
    expect(stack.resources("aws_iam_role")).toEqual([]);
  });
});

it("keeps its own state outside the bucket that it makes", () => {
  expect(usual.json["terraform"]?.["backend"]).toHaveProperty("local");
});
