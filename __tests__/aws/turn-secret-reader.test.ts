import { join } from "node:path";
import { synthesize, topologiesOf } from "../helpers/synth-environments";

const stacks = synthesize(
  topologiesOf(join(__dirname, "../fixtures/azure-environments"))
    .filter(({ aws }) => aws)
    .map(({ environment, domain, aws }) => ({ environment, domain, ...(aws && { aws }) })),
).filter(({ id }) => id.endsWith("-network"));

const readers = stacks.flatMap(({ id, resources }) =>
  resources.filter(({ name }) => name.startsWith("turn-reader_")).map((resource) => ({ id, ...resource })),
);

const document = (type: string, argument: string) =>
  JSON.parse(String(readers.find((resource) => resource.type === type)?.arguments[argument])).Statement;

describe("the role that functions on Azure take on AWS", () => {
  it("is made once, by the network layer of the first region", () => {
    expect(new Set(readers.map(({ id }) => id))).toEqual(new Set(["two-clouds-aws-eu-west-1-network"]));
  });

  it("is taken with a token for AWS from a listed identity, and by nobody else", () => {
    const [statement] = document("aws_iam_role", "assume_role_policy");
    const issuer = "sts.windows.net/22222222-2222-4222-8222-222222222222/";
    expect(statement.Condition).toEqual({
      StringEquals: {
        [`${issuer}:aud`]: "api://webrtc-aws",
        [`${issuer}:sub`]: ["66666666-6666-4666-8666-666666666666"],
      },
    });
  });

  it("reads the secrets of the TURN fleet and nothing else", () => {
    const statements: { Action: string[]; Resource: string[] }[] = document("aws_iam_role_policy", "policy");
    const read = statements.filter(({ Action }) => Action.includes("secretsmanager:GetSecretValue"));
    expect(read.flatMap(({ Resource }) => Resource).every((arn) => arn.endsWith("/turn-shared-??????"))).toBe(true);
    expect(new Set(statements.flatMap(({ Action }) => Action))).toEqual(
      new Set(["secretsmanager:GetSecretValue", "kms:Decrypt"]),
    );
  });
});
