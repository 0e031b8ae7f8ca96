import { mediaFleet, mediasoup, synthApp, turnFleet } from "../../helpers/aws-app-plans";
import { policyOf, type Synthesized } from "../../helpers/synth";
import { usualApp } from "../../helpers/usual-app";

const many = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

function statements(stack: Synthesized, role: "turn" | "media") {
  return policyOf(stack.at(`${role}/role/policy`));
}

function resourcesOf(stack: Synthesized, role: "turn" | "media", action: string): readonly string[] {
  return statements(stack, role)
    .filter(({ Action }) => many(Action).includes(action))
    .flatMap(({ Resource }) => many(Resource));
}

describe("a node's role", () => {
  const stack = usualApp;

  it("reads its own secrets and no other", () => {
    const action = "secretsmanager:GetSecretValue";
    expect(resourcesOf(stack, "turn", action)).toEqual([expect.stringContaining("outputs.turn_secret_arn")]);
    expect(resourcesOf(stack, "media", action)).toEqual([
      expect.stringContaining("outputs.janus_token_secret_arn"),
      expect.stringContaining("outputs.janus_admin_secret_arn"),
    ]);
  });

  it("reads no secret where its engine has none", () => {
    const media = mediaFleet({ engine: mediasoup });
    expect(resourcesOf(synthApp({ media }), "media", "secretsmanager:GetSecretValue")).toEqual([]);
  });

  it("reads its own bundles and no other", () => {
    for (const role of ["turn", "media"] as const) {
      expect(resourcesOf(stack, role, "s3:GetObject")).toEqual([
        expect.stringMatching(new RegExp(`/nodes/${role}/\\*$`)),
      ]);
    }
  });

  it("reads the team's application by its one key", () => {
    const media = mediaFleet({ engine: mediasoup });
    expect(resourcesOf(synthApp({ media }), "media", "s3:GetObject")).toContainEqual(
      expect.stringMatching(/\/app\/bundle-1\.tar\.gz$/),
    );
  });

  it("claims addresses of its own pool only", () => {
    for (const role of ["turn", "media"] as const) {
      const [claim] = statements(stack, role).filter(({ Action }) => many(Action).includes("ec2:AssociateAddress"));
      expect(claim?.Condition).toEqual({ StringEquals: { "aws:ResourceTag/AddressPool": `test-${role}` } });
    }
  });

  it("speaks for its own group only", () => {
    for (const role of ["turn", "media"] as const) {
      for (const action of ["autoscaling:CompleteLifecycleAction", "autoscaling:SetInstanceHealth"]) {
        expect(resourcesOf(stack, role, action)).toEqual([
          expect.stringMatching(new RegExp(`autoScalingGroupName/webrtc-test-${role}$`)),
        ]);
      }
    }
  });

  it("writes into its own log group and metrics namespace only", () => {
    for (const [role, namespace] of [
      ["turn", "WebRTC/Turn"],
      ["media", "WebRTC/Media"],
    ] as const) {
      for (const resource of resourcesOf(stack, role, "logs:PutLogEvents")) {
        expect(resource).toContain(`outputs.${role}_log_group_name`);
      }
      const [metrics] = statements(stack, role).filter(({ Action }) =>
        many(Action).includes("cloudwatch:PutMetricData"),
      );
      expect(metrics?.Condition).toEqual({ StringEquals: { "cloudwatch:namespace": namespace } });
    }
  });

  it("decrypts only through the services that hold its data", () => {
    for (const role of ["turn", "media"] as const) {
      const [decrypt] = statements(stack, role).filter(({ Action }) => many(Action).includes("kms:Decrypt"));
      expect(decrypt?.Condition?.["StringEquals"]?.["kms:ViaService"]).toEqual([
        "secretsmanager.eu-west-1.amazonaws.com",
        "s3.eu-west-1.amazonaws.com",
      ]);
    }
  });

  it("writes to no bucket: nothing of this topology records", () => {
    expect(stack.text).not.toContain("s3:PutObject");
  });

  it("writes nothing into the zone but the proof of its certificate", () => {
    const turn = turnFleet({ tls: { mode: "node", certificate: { kind: "acme", email: "ops@example.com" } } });
    const [proof] = statements(synthApp({ turn }), "turn").filter(({ Sid }) => Sid === "WriteDnsProof");
    const condition = proof?.Condition?.["ForAllValues:StringEquals"];
    expect(condition?.["route53:ChangeResourceRecordSetsRecordTypes"]).toEqual(["TXT"]);
    expect(condition?.["route53:ChangeResourceRecordSetsNormalizedRecordNames"]).toEqual([
      "_acme-challenge.turn.eu-west-1.test.example.com",
      "_acme-challenge.turns.eu-west-1.test.example.com",
    ]);
    expect(stack.text).not.toContain("ChangeResourceRecordSets");
  });

  it("is taken on by instances and nobody else", () => {
    for (const role of stack.resources("aws_iam_role")) {
      expect(policyOf(role, "assume_role_policy").map(({ Principal }) => Principal)).toEqual([
        { Service: "ec2.amazonaws.com" },
      ]);
    }
  });
});
