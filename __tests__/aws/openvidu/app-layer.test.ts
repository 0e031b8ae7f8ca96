import { openviduBalancerPorts, openviduTurnBalancerPorts } from "../../../modules/shared/openvidu-ports";
import { openedToWorld, worldPorts } from "../../helpers/aws-app-plans";
import { openviduPlans, synthOpenviduApp } from "../../helpers/openvidu-stacks";
import { policyOf, type Synthesized } from "../../helpers/synth";

const many = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

const { app: lean } = openviduPlans({ masters: { volumes: { retain: false } }, keepFailedNodes: true });
const { app: wide } = openviduPlans({ turnTls: {}, keyName: "operators" });
const withoutTurn = synthOpenviduApp(lean);
const withTurn = synthOpenviduApp(wide);

function masterGroups(stack: Synthesized) {
  return stack.resources("aws_autoscaling_group").filter(({ body }) => String(body["name"]).includes("-master-"));
}

/** Text of a node's user data, with Terraform's expressions in it. */
function userData(stack: Synthesized, node: string): string {
  const [text] = Object.entries(stack.json["locals"] ?? {}).flatMap(([name, value]) =>
    name.includes(node) ? [String(value)] : [],
  );
  return text ?? "";
}

it("makes four groups of exactly one master, each in a zone of its own", () => {
  const groups = masterGroups(withTurn).map(({ body }) => [
    body["min_size"],
    body["max_size"],
    body["availability_zones"],
  ]);
  expect(groups).toEqual(["a", "b", "c", "d"].map((letter) => [1, 1, [`us-west-2${letter}`]]));
});

it("starts each master after the one before, and media nodes after the last", () => {
  const after = (path: string) => many(withTurn.at(path).body["depends_on"] as readonly string[]).join(" ");
  for (const number of [2, 3, 4]) {
    expect(after(`masters/master-${number}/group`)).toContain(
      `aws_autoscaling_group.masters_master-${number - 1}_group`,
    );
  }
  expect(after("media/fleet/group")).toContain("aws_autoscaling_group.masters_master-4_group");
});

it("takes a master into service only by its own word, and lets no balancer replace one", () => {
  for (const { path, body } of masterGroups(withTurn)) {
    expect([path, body["health_check_type"], body["initial_lifecycle_hook"]]).toEqual([
      path,
      "EC2",
      [expect.objectContaining({ name: "launching", default_result: "ABANDON" })],
    ]);
  }
});

it("launches each master on an interface that stays", () => {
  const launched = withTurn
    .resources("aws_launch_template")
    .filter(({ path }) => path.includes("master-"))
    .map(({ body }) => JSON.stringify(body["network_interfaces"]));
  expect(launched).toEqual(
    [0, 1, 2, 3].map((index) => expect.stringMatching(new RegExp(`master_interface_ids, ${index}\\)`))),
  );
});

it("replaces a media node whose ingest fails its health check, and drains one that leaves", () => {
  const { body } = withTurn.at("media/fleet/group");
  expect(body["health_check_type"]).toBe("ELB");
  expect(body["initial_lifecycle_hook"]).toContainEqual(
    expect.objectContaining({ name: "terminating", lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING" }),
  );
});

it("keeps CPU of the media fleet to the target", () => {
  expect(withTurn.only("aws_autoscaling_policy").body["target_tracking_configuration"]).toMatchObject({
    target_value: 50,
    predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
  });
});

it("has a second balancer only where TURN over TLS is asked for", () => {
  expect(withoutTurn.resources("aws_lb")).toHaveLength(1);
  expect(withTurn.resources("aws_lb")).toHaveLength(2);
  expect(withTurn.at("turn-balancer/turns-nodes").body).toMatchObject({ port: 5349, protocol: "TCP" });
});

it("asks masters for the health of their proxy, and ends TLS on every listener", () => {
  expect(withTurn.at("/balancer/https-nodes").body["health_check"]).toMatchObject({
    path: "/health/caddy",
    port: "7880",
    protocol: "HTTP",
  });
  expect(withTurn.resources("aws_lb_listener").map(({ body }) => [body["port"], body["protocol"]])).toEqual([
    [443, "TLS"],
    [1935, "TLS"],
    [443, "TLS"],
  ]);
});

it("opens to the world exactly what the ports table says, never port 22", () => {
  const table = worldPorts([...wide.media.ports, ...openviduBalancerPorts(), ...openviduTurnBalancerPorts()]);
  expect(openedToWorld(withTurn, "cidr_ipv4")).toEqual(table);
  expect(openedToWorld(withTurn, "cidr_ipv6")).toEqual([]);
  expect(table.filter((line) => line.endsWith(" 22-22"))).toEqual([]);
});

it("opens to media nodes what they need of masters, and not what masters keep among themselves", () => {
  const from = (pathPart: string) =>
    withTurn
      .resources("aws_vpc_security_group_ingress_rule")
      .filter(({ path }) => path.includes(pathPart))
      .map(({ body }) => Number(body["from_port"]))
      .sort((a, b) => a - b);
  expect(from("master-firewall").length).toBeGreaterThan(20);
  const media = withTurn
    .resources("aws_vpc_security_group_ingress_rule")
    .filter(({ path }) => /master-firewall\/.*-from-media-nodes/.test(path))
    .map(({ body }) => Number(body["from_port"]))
    .sort((a, b) => a - b);
  expect(media).toEqual([3100, 4443, 6080, 7000, 7880, 9009, 9080, 9100, 20000]);
});

it("lets each role read its own secret alone, and nobody the operators' bundle", () => {
  const reads = (role: "masters" | "media") =>
    policyOf(withTurn.at(`${role}/role/policy`))
      .filter(({ Action }) => many(Action).includes("secretsmanager:GetSecretValue"))
      .flatMap(({ Resource }) => many(Resource));
  expect(reads("masters")).toEqual([expect.stringContaining("master_secret_arn"), wide.software.licenseArn]);
  expect(reads("media")).toEqual([expect.stringContaining("media_secret_arn")]);
});

it("lets a master attach the volumes of the slots and no other", () => {
  const [attach] = policyOf(withTurn.at("masters/role/policy")).filter(({ Action }) => Action === "ec2:AttachVolume");
  expect(attach?.Condition).toEqual({
    StringEquals: { "aws:ResourceTag/MasterSlot": [1, 2, 3, 4].map((number) => `test-master-${number}`) },
  });
});

it("holds volumes that are not retained", () => {
  expect(withoutTurn.resources("aws_ebs_volume")).toHaveLength(4);
  expect(withTurn.resources("aws_ebs_volume")).toEqual([]);
});

it.each(["master-1", "media"])("has user data of %s within EC2's 16 KiB, with every value filled in", (node) => {
  const filled = userData(withTurn, node).replaceAll(/\$\{[^}]*\}/g, "x".repeat(128));
  expect(filled).toContain("openvidu-node.pyz");
  expect(Buffer.byteLength(filled)).toBeLessThanOrEqual(16_384);
});

it("tells a node whether it is kept when it fails, and a media node no name of a master's secret", () => {
  expect(userData(withoutTurn, "master-1")).toContain('"keepFailedNodes": true');
  expect(userData(withTurn, "master-1")).toContain('"keepFailedNodes": false');
  expect(userData(withTurn, "media_user-data")).not.toMatch(/master_secret|license|mongo/);
});

it("puts the key pair on every node, where one is named, and none elsewhere", () => {
  const keys = (stack: Synthesized) =>
    new Set(stack.resources("aws_launch_template").map(({ body }) => body["key_name"]));
  expect(keys(withTurn)).toEqual(new Set(["operators"]));
  expect(keys(withoutTurn)).toEqual(new Set([undefined]));
});

it("points operators to the bundle by link, ARN and command", () => {
  expect(Object.keys(withTurn.json["output"] ?? {})).toEqual(
    expect.arrayContaining(["ServicesAndCredentials", "services_and_credentials_arn", "show_credentials"]),
  );
});
