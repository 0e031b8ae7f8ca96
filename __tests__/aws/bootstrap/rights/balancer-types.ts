import { anywhere, nameOf, on, type Placed, prefixed, type RightsOfType, regional, serviceRole } from "./right";

/** ARN of a load balancer, listener or rule: its kind stands in it. */
function balancer(place: Placed, part: string, name: unknown): string {
  return regional(place, "elasticloadbalancing", `${part}/${nameOf(place, name)}/1`);
}

/** `net` or `app`: the kind of a balancer, from its own argument or that of the balancer that an argument refers to. */
function kindOf({ stack }: Placed, reference: unknown): string {
  const name = /^\$\{aws_lb\.([\w-]+)\./.exec(String(reference))?.[1] ?? "";
  return stack.json.resource?.["aws_lb"]?.[name]?.["load_balancer_type"] === "network" ? "net" : "app";
}

/** Balancer that a listener belongs to. */
function balancerOfListener({ stack }: Placed, reference: unknown): unknown {
  const name = /^\$\{aws_lb_listener\.([\w-]+)\./.exec(String(reference))?.[1] ?? "";
  return stack.json.resource?.["aws_lb_listener"]?.[name]?.["load_balancer_arn"];
}

/** Load balancers. */
export const balancerTypes: Readonly<Record<string, RightsOfType>> = {
  aws_lb: (place) => [
    on(
      place,
      balancer(
        place,
        `loadbalancer/${place.body["load_balancer_type"] === "network" ? "net" : "app"}`,
        place.body["name"],
      ),
      ...prefixed(
        "elasticloadbalancing",
        "AddTags",
        "CreateLoadBalancer",
        "DeleteLoadBalancer",
        "ModifyLoadBalancerAttributes",
        "RemoveTags",
        "SetIpAddressType",
        "SetSecurityGroups",
        "SetSubnets",
      ),
    ),
    serviceRole("elasticloadbalancing"),
    anywhere(
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeTags",
      "ec2:DescribeNetworkInterfaces",
    ),
  ],
  aws_lb_target_group: (place) => [
    on(
      place,
      balancer(place, "targetgroup", place.body["name"]),
      ...prefixed(
        "elasticloadbalancing",
        "AddTags",
        "CreateTargetGroup",
        "DeleteTargetGroup",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "RemoveTags",
      ),
    ),
    anywhere("elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetGroupAttributes"),
  ],
  aws_lb_listener: (place) => {
    const balancerArn = place.body["load_balancer_arn"];
    const kind = kindOf(place, balancerArn);
    return [
      on(place, balancer(place, `loadbalancer/${kind}`, balancerArn), "elasticloadbalancing:CreateListener"),
      on(
        place,
        `${balancer(place, `listener/${kind}`, balancerArn)}/1`,
        ...prefixed(
          "elasticloadbalancing",
          "AddListenerCertificates",
          "AddTags",
          "DeleteListener",
          "ModifyListener",
          "ModifyListenerAttributes",
          "RemoveListenerCertificates",
          "RemoveTags",
        ),
      ),
      anywhere(
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeListenerAttributes",
        "elasticloadbalancing:DescribeTags",
      ),
    ];
  },
  aws_lb_listener_rule: (place) => {
    const balancerArn = balancerOfListener(place, place.body["listener_arn"]);
    return [
      on(place, `${balancer(place, "listener/app", balancerArn)}/1`, "elasticloadbalancing:CreateRule"),
      on(
        place,
        `${balancer(place, "listener-rule/app", balancerArn)}/1/1`,
        ...prefixed("elasticloadbalancing", "AddTags", "DeleteRule", "ModifyRule", "RemoveTags", "SetRulePriorities"),
      ),
      anywhere("elasticloadbalancing:DescribeRules"),
    ];
  },
};
