import { networkPlan } from "../../helpers/aws-plans";
import { synthNetwork } from "../../helpers/network-variants";
import { policyOf } from "../../helpers/synth";
import { usualNetwork as usual } from "../../helpers/usual-network";

describe("secrets", () => {
  it("are one per role, each with a password of its own", () => {
    const stack = usual;
    expect(
      stack
        .resources("aws_secretsmanager_secret")
        .map(({ body }) => body["name"])
        .sort(),
    ).toEqual([
      "webrtc/test/eu-west-1/janus-admin",
      "webrtc/test/eu-west-1/janus-token",
      "webrtc/test/eu-west-1/turn-shared",
    ]);
    const sources = stack.resources("aws_secretsmanager_secret_version").map(({ body }) => body["secret_string_wo"]);
    expect(new Set(sources).size).toBe(3);
    expect(Object.keys(stack.json["ephemeral"]?.["aws_secretsmanager_random_password"] ?? {}).sort()).toEqual([
      "janus_admin",
      "janus_token",
      "turn_shared",
    ]);
  });

  it("are replaced by raising their version", () => {
    const secrets = networkPlan().secrets.map((secret) => ({ ...secret, version: 7 }));
    const versions = synthNetwork({ secrets }).resources("aws_secretsmanager_secret_version");
    expect(versions.map(({ body }) => body["secret_string_wo_version"])).toEqual([7, 7, 7]);
  });

  it("keep a label of their own on the first value, so that no plan after a rotation makes a new one", () => {
    for (const { body, path } of usual.resources("aws_secretsmanager_secret_version")) {
      expect({ path, ...body }).toMatchObject({
        version_stages: ["AWSCURRENT", "TERRAFORM"],
        lifecycle: { ignore_changes: ["version_stages"] },
      });
    }
  });

  it("have no function where there is no schedule", () => {
    const secrets = networkPlan().secrets.map(({ rotationDays: _none, ...secret }) => secret);
    const stack = synthNetwork({ secrets });
    expect(stack.resources("aws_lambda_function")).toEqual([]);
    expect([...stack.files.keys()].filter((name) => name.startsWith("assets/"))).toEqual([]);
  });

  it("are rotated by a function that may touch them and nothing else", () => {
    const stack = usual;
    const statements = policyOf(stack.at("/rotation/policy"));
    const secrets = statements.find(({ Sid }) => Sid === "RotateOwnSecrets");
    expect([secrets?.Resource].flat()).toHaveLength(3);
    expect(statements.filter(({ Resource }) => Resource === "*").map(({ Action }) => Action)).toEqual([
      "secretsmanager:GetRandomPassword",
    ]);
    expect(stack.at("/rotation/permission").body).toMatchObject({
      principal: "secretsmanager.amazonaws.com",
      source_account: "${data.aws_caller_identity.account_caller_1C5BE04F.account_id}",
    });
  });

  it("come with the function's code beside the JSON", () => {
    const stack = usual;
    expect(stack.at("/rotation/function").body["filename"]).toBe("${path.module}/assets/secret-rotation.zip");
    expect(stack.files.get("assets/secret-rotation.zip")?.subarray(0, 2).toString()).toBe("PK");
  });
});

describe("keys", () => {
  const key = (path: string) => policyOf(usual.at(path));

  it("are administered by the account, which cannot read by that", () => {
    const [administration] = key("/data-key/data/key");
    expect(administration?.Action).not.toContain("kms:Decrypt");
    expect(administration?.Action).not.toContain("kms:*");
    expect(administration?.Action).toContain("kms:PutKeyPolicy");
  });

  it("let the account use data only through the services that store it", () => {
    const use = key("/data-key/data/key").find(({ Sid }) => Sid === "UseThroughServices");
    expect(use?.Condition?.["StringEquals"]).toMatchObject({
      "kms:ViaService": expect.arrayContaining([
        "s3.eu-west-1.amazonaws.com",
        "secretsmanager.eu-west-1.amazonaws.com",
      ]),
    });
  });

  it("let Auto Scaling start nodes with encrypted volumes, and nobody else by that statement", () => {
    const grants = key("/data-key/data/key").filter(({ Sid }) => Sid.endsWith("ByAutoScaling"));
    expect(grants).toHaveLength(2);
    for (const { Condition } of grants) {
      expect(String(Condition?.["StringEquals"]?.["aws:PrincipalArn"])).toMatch(
        /:role\/aws-service-role\/autoscaling\.amazonaws\.com\/AWSServiceRoleForAutoScaling$/,
      );
    }
  });

  it("let CloudWatch Logs encrypt log groups of this account and region alone", () => {
    const use = key("/log-key/log/key").find(({ Sid }) => Sid === "EncryptLogGroups");
    expect(use?.Principal).toEqual({ Service: "logs.eu-west-1.amazonaws.com" });
    expect(Object.keys(use?.Condition?.["ArnLike"] ?? {})).toEqual(["kms:EncryptionContext:aws:logs:arn"]);
  });

  it("rotate every year", () => {
    const still = usual.resources("aws_kms_key").filter(({ body }) => body["enable_key_rotation"] !== true);
    expect(still.map(({ path }) => path)).toEqual([]);
  });
});

describe("notifications", () => {
  it("go to everybody that the environment names", () => {
    const stack = synthNetwork({ notify: ["a@example.com", "b@example.com"] });
    expect(stack.resources("aws_sns_topic_subscription").map(({ body }) => body["endpoint"])).toEqual([
      "a@example.com",
      "b@example.com",
    ]);
  });

  it("are encrypted with a key that alarms may use", () => {
    const stack = usual;
    expect(String(stack.only("aws_sns_topic").body["kms_master_key_id"])).toContain("data-key_data_key");
    const use = policyOf(stack.at("/data-key/data/key")).find(({ Sid }) => Sid === "NotifyByAlarms");
    expect(use?.Principal).toEqual({ Service: "cloudwatch.amazonaws.com" });
  });
});
