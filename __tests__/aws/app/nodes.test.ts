import { createHash } from "node:crypto";
import { mediaFleet, steadyType, synthApp, turnFleet, userDataOf } from "../../helpers/aws-app-plans";
import { usualApp as stack } from "../../helpers/usual-app";

const template = "aws_launch_template";
const immutable = { kind: "immutable", parameter: "/webrtc-stacks/test/images/turn" } as const;

describe("a node of the app layer", () => {
  it("answers metadata only to tokens, and only one hop away", () => {
    for (const { path, body } of stack.resources(template)) {
      expect([path, body["metadata_options"]]).toEqual([
        path,
        { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      ]);
    }
  });

  it("has an encrypted volume under the environment's own key", () => {
    for (const { path, body } of stack.resources(template)) {
      expect([path, body["block_device_mappings"]]).toEqual([
        path,
        [
          expect.objectContaining({
            ebs: expect.objectContaining({
              encrypted: "true",
              volume_type: "gp3",
              kms_key_id: expect.stringContaining("data_key_arn"),
            }),
          }),
        ],
      ]);
    }
  });

  it("has no SSH key", () => {
    expect(stack.resources(template).filter(({ body }) => "key_name" in body)).toEqual([]);
  });

  it("is monitored each minute", () => {
    for (const { path, body } of stack.resources(template)) {
      expect([path, body["monitoring"]]).toEqual([path, { enabled: true }]);
    }
  });

  it("has no IPv6 address, also where the network has them: no name could be given for it", () => {
    for (const { path, body } of synthApp({ ipv6: true }).resources(template)) {
      expect([path, body["network_interfaces"]]).toEqual([
        path,
        [expect.not.objectContaining({ ipv6_address_count: expect.anything() })],
      ]);
    }
  });

  it("carries the tag of its address pool on its interface, which the claim of an address asks for", () => {
    for (const { path, body } of stack.resources(template)) {
      expect([path, body["tag_specifications"]]).toEqual([
        path,
        expect.arrayContaining([
          expect.objectContaining({
            resource_type: "network-interface",
            tags: expect.objectContaining({ AddressPool: expect.stringMatching(/^test-(turn|media)$/) }),
          }),
        ]),
      ]);
    }
  });

  it("rations CPU credits by no throttle, on burstable types alone", () => {
    const steady = synthApp({ turn: turnFleet({ instanceType: steadyType }) });
    expect(stack.at("turn/launch/template").body["credit_specification"]).toEqual({ cpu_credits: "unlimited" });
    expect(steady.at("turn/launch/template").body["credit_specification"]).toBeUndefined();
  });

  it("boots from the image that is given by id", () => {
    const given = synthApp({ turn: turnFleet({ image: { kind: "immutable", imageId: "ami-0123456789abcdef0" } }) });
    expect(given.at("turn/launch/template").body["image_id"]).toBe("ami-0123456789abcdef0");
  });

  it("boots from an image that the plan has resolved, so that a new one is seen before it rolls out", () => {
    expect(stack.at("turn/launch/template").body["image_id"]).toMatch(
      /^\$\{data\.aws_ssm_parameter\..*insecure_value}$/,
    );
  });
});

describe("the user data of a node", () => {
  it("names the bundle by bucket, key and SHA-256 on stock Ubuntu", () => {
    const object = stack.at("turn/bundle/object");
    const sha256 = /^nodes\/turn\/([0-9a-f]{64})\.tar\.gz$/.exec(String(object.body["key"]))?.[1];
    expect(userDataOf(stack, "turn")).toContain(sha256);
  });

  it("holds parameters alone where the image holds the rest", () => {
    const baked = synthApp({ turn: turnFleet({ image: immutable }), media: mediaFleet({ image: immutable }) });
    expect(userDataOf(baked, "turn").length).toBeLessThan(userDataOf(stack, "turn").length);
    expect(userDataOf(baked, "turn")).not.toContain("ansible");
  });

  it("lets Terraform fill in what only Terraform knows, and nothing else", () => {
    const expressions = userDataOf(stack, "turn").match(/(?<!\$)\$\{[^}]*}/g) ?? [];
    expect(expressions.length).toBeGreaterThan(0);
    for (const expression of expressions) {
      expect(expression).toMatch(/^\$\{(data\.terraform_remote_state|aws_s3_object)\./);
    }
  });
});

describe("a bundle", () => {
  it("lies under a key with the digest of exactly the file beside the stack", () => {
    for (const role of ["turn", "media"]) {
      const { body } = stack.at(`${role}/bundle/object`);
      const file = stack.files.get(String(body["source"]).replace("${path.module}/", ""));
      expect(file).toBeDefined();
      const digest = createHash("sha256")
        .update(file ?? "")
        .digest("hex");
      expect(body["key"]).toBe(`nodes/${role}/${digest}.tar.gz`);
    }
  });

  it("is there before the old one goes", () => {
    for (const { path, body } of stack.resources("aws_s3_object")) {
      expect([path, body["lifecycle"]]).toEqual([path, { create_before_destroy: true }]);
    }
  });
});
