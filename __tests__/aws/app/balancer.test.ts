import type { TurnFleetPlan } from "../../../modules/environment/topology";
import { mediaFleet, mediasoup, synthApp, turnFleet } from "../../helpers/aws-app-plans";
import { usualApp as stack } from "../../helpers/usual-app";

const withTls = (tls: TurnFleetPlan["tls"]) => synthApp({ turn: turnFleet({ tls }), protect: true });
const node = withTls({ mode: "node", certificate: { kind: "acme", email: "ops@example.com" } });
const off = withTls({ mode: "off" });
const team = synthApp({ media: mediaFleet({ engine: mediasoup }) });

describe("TURN over TLS at a balancer", () => {
  const group = stack.at("turn/balancer/nodes").body;

  it("hands the client's address to coturn by PROXY protocol", () => {
    expect(group).toMatchObject({ protocol: "TCP", port: 3470, proxy_protocol_v2: true, preserve_client_ip: "false" });
  });

  it("asks the node's health service, not a port that a hung server keeps open", () => {
    expect(group["health_check"]).toMatchObject({ protocol: "HTTP", port: "8089", path: "/healthz", matcher: "200" });
  });

  it("lets connections go on while a node drains, as far as AWS allows", () => {
    const brief = synthApp({
      turn: turnFleet({ lifecycle: { launchTimeoutSeconds: 600, drainHeartbeatSeconds: 60, drainLimitSeconds: 1200 } }),
    });
    expect(group["deregistration_delay"]).toBe("3600");
    expect(brief.at("turn/balancer/nodes").body["deregistration_delay"]).toBe("1200");
  });

  it("keeps a silent TCP connection for longer than clients take to refresh", () => {
    expect(Number(stack.at("turn/balancer/turn-tcp").body["tcp_idle_timeout_seconds"])).toBeGreaterThan(600);
  });

  it("asks for no stickiness, which TLS listeners refuse", () => {
    expect(group["stickiness"]).toBeUndefined();
  });

  it("answers under the region's name for TLS", () => {
    expect(stack.at("turn/balancer/name/a").body).toMatchObject({
      name: "turns.eu-west-1.test.example.com",
      type: "A",
    });
  });

  it("answers by IPv6 where the network has it", () => {
    const dual = synthApp({ ipv6: true });
    expect(dual.at("turn/balancer/name/aaaa").body["type"]).toBe("AAAA");
    expect(dual.at("turn/balancer/balancer").body["ip_address_type"]).toBe("dualstack");
  });

  it.each([
    ["on the node", node],
    ["off", off],
  ])("is not there when TLS is %s", (_mode, without) => {
    expect(without.resources("aws_lb").map(({ body }) => body["load_balancer_type"])).toEqual(["application"]);
    expect(without.at("turn/fleet/group").body["target_group_arns"]).toEqual([]);
    expect(without.at("turn/fleet/group").body["health_check_type"]).toBe("EC2");
  });
});

describe("the balancer of the media API", () => {
  it("lets through the paths of Janus and answers 404 to all others", () => {
    const paths = stack.resources("aws_lb_listener_rule").map(({ body }) => body["condition"]);
    expect(paths).toEqual([
      [{ path_pattern: { values: ["/janus", "/janus/*"] } }],
      [{ path_pattern: { values: ["/ws", "/ws/*"] } }],
    ]);
    expect(stack.at("media/balancer/https").body["default_action"]).toEqual([
      { type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "404" } },
    ]);
  });

  it("never reaches Janus' admin API", () => {
    const ports = stack.resources("aws_lb_target_group").map(({ body }) => body["port"]);
    expect(ports.sort()).toEqual([3470, 8088, 8188]);
  });

  it("leads to the one port of a team's own application", () => {
    const [group, second] = team.resources("aws_lb_target_group").filter(({ path }) => path.includes("/media/"));
    expect(group?.body["port"]).toBe(3000);
    expect(second).toBeUndefined();
  });

  it("brings a client back to the node that holds its session", () => {
    expect(stack.at("media/balancer/http-nodes").body["stickiness"]).toMatchObject({
      enabled: true,
      type: "lb_cookie",
    });
  });

  it("drops malformed headers and ambiguous requests", () => {
    expect(stack.at("media/balancer/balancer").body).toMatchObject({
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "strictest",
    });
  });
});

describe("every balancer", () => {
  it("logs who came, into the access log bucket", () => {
    for (const { path, body } of stack.resources("aws_lb")) {
      expect([path, body["access_logs"]]).toEqual([
        path,
        expect.objectContaining({ enabled: true, bucket: expect.stringContaining("access_log_bucket") }),
      ]);
    }
  });

  it("cannot be deleted where the environment is protected", () => {
    for (const [expected, of] of [
      [false, stack],
      [true, off],
    ] as const) {
      for (const { path, body } of of.resources("aws_lb")) {
        expect([path, body["enable_deletion_protection"]]).toEqual([path, expected]);
      }
    }
  });

  it("waits until its certificate is issued", () => {
    expect(stack.resources("aws_acm_certificate_validation")).toHaveLength(2);
  });

  it("has a name within AWS's 32 characters", () => {
    for (const { path, body } of [...stack.resources("aws_lb"), ...stack.resources("aws_lb_target_group")]) {
      expect([path, String(body["name"]).length <= 32]).toEqual([path, true]);
    }
  });
});
