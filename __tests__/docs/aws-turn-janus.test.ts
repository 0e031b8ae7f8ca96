import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../modules/environment";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import prod from "../fixtures/example-environments/prod";
import { type Call, policiesOf, statementsOf } from "../helpers/iam-policy";
import { rightsOfPipeline } from "../helpers/pipeline-environments";
import { type SynthesizedStack, synthesize } from "../helpers/synth-environments";

const page = readFileSync(join(__dirname, "../../docs/aws-turn-janus.md"), "utf8");
const [, chapter = ""] = page.split("## What a pipeline may do");

function stacksOf(content: Environment): readonly SynthesizedStack[] {
  const { environment, findings } = judgeEnvironment("prod", content, []);
  if (!environment || findings.some(({ warning }) => !warning)) {
    throw new Error(JSON.stringify(findings));
  }
  return synthesize([resolveTopology(environment, new Ledger(), ["aws"])]);
}

const stacks = stacksOf(prod);
const rights = rightsOfPipeline(stacks, "prod");
const account = "123456789012";

/** What somebody else has in the account, by the action that the page names. */
const foreign = new Map<string, Omit<Call, "action">>([
  ["ec2:CreateTags", { resource: `arn:aws:ec2:eu-west-1:${account}:instance/i-foreign`, context: {} }],
  [
    "ec2:AuthorizeSecurityGroupIngress",
    { resource: `arn:aws:ec2:eu-west-1:${account}:security-group/sg-1`, context: {} },
  ],
  [
    "kms:TagResource",
    { resource: `arn:aws:kms:eu-west-1:${account}:key/foreign`, context: { "aws:RequestTag/Environment": "prod" } },
  ],
  ["lambda:UpdateFunctionCode", { resource: `arn:aws:lambda:eu-west-1:${account}:function:prod-billing`, context: {} }],
  ["iam:UpdateAssumeRolePolicy", { resource: `arn:aws:iam::${account}:role/prod-administrator`, context: {} }],
  [
    "iam:PassRole",
    {
      resource: `arn:aws:iam::${account}:role/prod-administrator`,
      context: { "iam:PassedToService": "ec2.amazonaws.com" },
    },
  ],
  ["s3:GetObject", { resource: "arn:aws:s3:::prod-customer-data/x", context: {} }],
  ["route53:ChangeResourceRecordSets", { resource: "arn:aws:route53:::hostedzone/ZFOREIGN", context: {} }],
  ["acm:DeleteCertificate", { resource: `arn:aws:acm:eu-west-1:${account}:certificate/foreign`, context: {} }],
]);

describe("what the page says that a pipeline reaches beyond its environment", () => {
  const rows = [...chapter.matchAll(/^\| `([\w:]+)` \| ([^|]+) \|/gm)].map(([, action = ""]) => action);

  it("is every case that is known here", () => {
    expect(rows).toEqual([...foreign.keys()]);
  });

  it.each([...foreign])("is so: %s", (action, call) => {
    expect(rights.allow({ action, ...call })).toBe(true);
  });

  it.each([
    ["ec2:TerminateInstances", `arn:aws:ec2:eu-west-1:${account}:instance/i-foreign`],
    ["lambda:UpdateFunctionCode", `arn:aws:lambda:eu-west-1:${account}:function:billing`],
    ["lambda:InvokeFunction", `arn:aws:lambda:eu-west-1:${account}:function:prod-log-rotation`],
    ["ec2:DetachVolume", `arn:aws:ec2:eu-west-1:${account}:volume/vol-of-another-environment`],
    ["iam:AttachRolePolicy", `arn:aws:iam::${account}:role/prod-administrator`],
    ["kms:TagResource", `arn:aws:kms:eu-west-1:${account}:key/of-another-environment`],
    ["secretsmanager:GetSecretValue", `arn:aws:secretsmanager:eu-west-1:${account}:secret:webrtc/dev/x-AbCdEf`],
    ["s3:GetObject", "arn:aws:s3:::customer-data/x"],
  ])("goes no further: %s on %s", (action, resource) => {
    const context = { "aws:RequestTag/Environment": "prod", "aws:ResourceTag/Environment": "dev" };
    expect(rights.allow({ action, resource, context })).toBe(false);
  });
});

it("can read the environment's secrets, as the page says", () => {
  expect(chapter).toContain("**It can read the environment's secrets**, `webrtc/<env>/*`");
  const resource = `arn:aws:secretsmanager:eu-west-1:${account}:secret:webrtc/prod/eu-west-1/turn-shared-AbCdEf`;
  expect(rights.allow({ action: "secretsmanager:GetSecretValue", resource, context: {} })).toBe(true);
});

describe("a role of the environment", () => {
  const resource = `arn:aws:iam::${account}:role/prod-eu-west-1-turn-node`;
  const ask = (action: string, context: Call["context"], role = resource) =>
    rights.allow({ action: `iam:${action}`, resource: role, context });
  const boundary = { "iam:PermissionsBoundary": `arn:aws:iam::${account}:policy/prod-role-boundary` };
  const changes = ["AttachRolePolicy", "CreateRole", "DeleteRolePolicy", "DetachRolePolicy", "PutRolePolicy"];
  const others = [
    "DeleteRole",
    "TagRole",
    "UntagRole",
    "UpdateAssumeRolePolicy",
    "UpdateRole",
    "UpdateRoleDescription",
  ];

  it.each(changes)("is made, given rights and deprived of them within the boundary alone: %s", (action) => {
    expect([ask(action, boundary), ask(action, {})]).toEqual([true, false]);
  });

  it.each(others)("is changed otherwise without: %s", (action) => {
    expect(ask(action, {})).toBe(true);
  });

  it.each([...changes, ...others, "PutRolePermissionsBoundary", "PassRole"])(
    "is none of a pipeline's: %s",
    (action) => {
      const context = { ...boundary, "iam:PassedToService": "ec2.amazonaws.com" };
      expect(ask(action, context, `arn:aws:iam::${account}:role/prod-eu-west-1-deploy`)).toBe(false);
    },
  );

  it("is bounded by a policy that the pipeline cannot change", () => {
    const changing = [
      "CreatePolicyVersion",
      "DeletePolicy",
      "SetDefaultPolicyVersion",
      "DeleteRolePermissionsBoundary",
    ];
    expect(changing.filter((action) => rights.mention(`iam:${action}`))).toEqual([]);
  });

  it("does nothing in IAM", () => {
    const bootstrap = stacks.find(({ id }) => id.endsWith("-bootstrap"))?.json.resource?.["aws_iam_policy"] ?? {};
    const [, policy] = Object.entries(bootstrap).find(([name]) => name.startsWith("role-boundary_")) ?? [];
    const most = policiesOf(statementsOf(String(policy?.["policy"])));
    expect([...changes, ...others].filter((action) => most.mention(`iam:${action}`))).toEqual([]);
  });
});

describe("prevent_destroy in a protected environment", () => {
  const guarded = (content: Environment, type: string) =>
    stacksOf(content)
      .filter(({ id }) => id.endsWith("eu-west-1-network"))
      .flatMap(({ json }) => Object.entries(json.resource?.[type] ?? {}))
      .map(([name, body]) => ({ name, kept: Object(body["lifecycle"])["prevent_destroy"] === true }));

  it.each(["aws_eip", "aws_route53_zone", "aws_kms_key", "aws_secretsmanager_secret"])(
    "guards what the file describes: %s",
    (type) => {
      const found = guarded(prod, type);
      expect(found.length).toBeGreaterThan(0);
      expect(found.filter(({ kept }) => !kept)).toEqual([]);
    },
  );

  it.each<[string, string, Environment, number]>([
    [
      "fewer nodes",
      "aws_eip",
      { ...prod, aws: { ...prod.aws, turn: { ...prod.aws.turn, nodes: { min: 3, max: 5 } } } },
      1,
    ],
    [
      "another first region",
      "aws_route53_zone",
      {
        ...prod,
        aws: {
          ...prod.aws,
          regions: { "us-east-1": prod.aws.regions["us-east-1"], "eu-west-1": prod.aws.regions["eu-west-1"] },
        },
      },
      1,
    ],
    [
      "a zone that is given",
      "aws_route53_zone",
      { ...prod, aws: { ...prod.aws, dns: { zoneId: "Z0123456789ABC" } } },
      1,
    ],
  ])("leaves with what the file no longer describes: %s", (_, type, edited, gone) => {
    expect(guarded(prod, type).length - guarded(edited, type).length).toBe(gone);
  });

  it("is described as no more than that", () => {
    expect(page).toContain("It does not stop what the file no longer describes");
    expect(page).not.toContain("does not plan in a protected environment");
  });
});
