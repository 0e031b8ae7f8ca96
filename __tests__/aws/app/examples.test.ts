import { mediaBalancerPorts, turnBalancerPorts } from "../../../modules/shared/ports";
import { examplePlans, openedToWorld, synthApp, userDataOf, worldPorts } from "../../helpers/aws-app-plans";
import { policyOf } from "../../helpers/synth";

/** Actions that have no resource level at AWS (Service Authorization Reference). */
const withoutResourceLevel = [
  "cloudwatch:PutMetricData",
  "ec2:DescribeAddresses",
  "route53:ListHostedZones",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

const many = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

const examples = examplePlans().map(([id, plan]) => ({ id, plan, stack: synthApp(plan) }));

describe.each(examples)("$id", ({ plan, stack }) => {
  it("opens to the world exactly what the ports table says", () => {
    const balancers = [...(plan.turn.tls.mode === "nlb" ? turnBalancerPorts() : []), ...mediaBalancerPorts()];
    const table = worldPorts([...plan.turn.ports, ...plan.media.ports, ...balancers]);
    expect(openedToWorld(stack, "cidr_ipv4")).toEqual(table);
    expect(openedToWorld(stack, "cidr_ipv6")).toEqual(plan.ipv6 ? worldPorts(balancers) : []);
  });

  it.each(["turn", "media"] as const)(
    "has user data of %s within EC2's 16 KiB, with every value filled in",
    (fleet) => {
      const filled = userDataOf(stack, fleet).replaceAll(/\$\{[^}]*\}/g, "x".repeat(128));
      expect(Buffer.byteLength(filled)).toBeLessThanOrEqual(16_384);
    },
  );

  it.each(["turn", "media"] as const)(
    "pipes nothing from the network into a shell of %s, nor downloads in the clear",
    (fleet) => {
      expect(userDataOf(stack, fleet)).not.toMatch(
        /\|\s*(sudo\s+)?(ba)?sh\b|http:\/\/(?!169\.254\.169\.254|127\.0\.0\.1)/,
      );
    },
  );

  it("names the actions of each role, and the resources wherever AWS has them", () => {
    for (const policy of stack.resources("aws_iam_role_policy")) {
      for (const { Sid, Action, Resource } of policyOf(policy)) {
        const where = `${policy.path} ${Sid}`;
        expect([where, many(Resource).length]).not.toEqual([where, 0]);
        for (const action of many(Action)) {
          expect([where, action]).toEqual([where, expect.stringMatching(/^[a-z0-9]+:[A-Za-z]+$/)]);
          const free = many(Resource).includes("*") && !withoutResourceLevel.includes(action);
          expect([where, action, free]).toEqual([where, action, false]);
        }
      }
    }
  });

  it("checks health by the balancer wherever there is one", () => {
    for (const { path, body } of stack.resources("aws_autoscaling_group")) {
      const behindBalancer = Array.isArray(body["target_group_arns"]) && body["target_group_arns"].length > 0;
      expect([path, body["health_check_type"]]).toEqual([path, behindBalancer ? "ELB" : "EC2"]);
    }
  });

  it("bounds every hook by the limits of Auto Scaling", () => {
    for (const fleet of [plan.turn, plan.media]) {
      const { drainLimitSeconds, drainHeartbeatSeconds, launchTimeoutSeconds } = fleet.lifecycle;
      expect(drainLimitSeconds).toBeLessThanOrEqual(Math.min(48 * 3600, 100 * drainHeartbeatSeconds));
      for (const seconds of [drainHeartbeatSeconds, launchTimeoutSeconds]) {
        expect(seconds).toBeGreaterThanOrEqual(30);
        expect(seconds).toBeLessThanOrEqual(7200);
      }
    }
  });

  it("ends TLS with a certificate and nothing older than TLS 1.2, and has no UDP listener", () => {
    for (const { path, body } of stack.resources("aws_lb_listener")) {
      expect([path, body["protocol"]]).toEqual([path, expect.stringMatching(/^(TLS|HTTPS|TCP)$/)]);
      if (body["protocol"] !== "TCP") {
        expect([path, body["ssl_policy"]]).toEqual([path, "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"]);
        expect([path, body["certificate_arn"]]).toEqual([
          path,
          expect.stringContaining("aws_acm_certificate_validation."),
        ]);
      }
    }
  });
});
