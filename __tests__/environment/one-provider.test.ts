import { judgeEnvironment } from "../../modules/environment/judge";

const account = "123456789012";

const content = (domain: string, deploy: object) => ({
  domain,
  costCenter: "Tests",
  deploy: { kind: "github", repository: "example/webrtc", ...deploy },
  aws: {
    topology: "turn-janus",
    account,
    regions: { "eu-west-1": { zones: 1 } },
    turn: { nodes: 1 },
    media: { engine: "janus", nodes: 1 },
  },
});

const first = judgeEnvironment("first", content("one.example.com", {}), []);
const earlier = first.environment ? [first.environment] : [];

function clashes(deploy: object) {
  const { findings } = judgeEnvironment("second", content("two.example.com", deploy), earlier);
  return findings.filter(({ path }) => path.startsWith("deploy"));
}

it("refuses two environments that would make the same OpenID Connect provider in one account", () => {
  expect(clashes({})).toMatchObject([{ path: "deploy", remedy: expect.stringContaining("deploy.provider") }]);
});

it("takes the second where it names the provider of the first", () => {
  const arn = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
  expect(clashes({ provider: { arn } })).toEqual([]);
});

it("takes two issuers in one account", () => {
  const gitlab = { kind: "oidc", issuer: "https://gitlab.com", audience: "aws", subjects: ["project_path:a/b"] };
  expect(clashes({ ...gitlab, repository: undefined })).toEqual([]);
});
