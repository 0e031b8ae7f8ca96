import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type AcceptedFinding, acceptFindings } from "../../shared/accepted-finding";
import { resourceName } from "../../shared/naming";
import { mediaBalancerPorts, wellKnownPorts } from "../../shared/ports";
import { deregistrationDelay, nodeHealthCheck } from "./health-check";
import type { MediaApi } from "./media-api";
import { PublicBalancer, type PublicBalancerProps } from "./public-balancer";
import { tlsPolicy } from "./trusted-certificate";

/** Seconds for which a silent WebSocket is kept; clients send a keepalive at least every minute (Janus: session timeout 60 s). */
const idleSeconds = 300;

/** Seconds for which a client comes back to the node that holds its session. */
const stickySeconds = 86_400;

const withoutWebAcl: AcceptedFinding = {
  rule: "CKV2_AWS_28",
  reason:
    "Every request carries a token that the media server checks, and a web ACL does not look into WebSocket messages; a team that wants one associates its own with the balancer.",
};

const plainHttpToNodes: AcceptedFinding = {
  rule: "CKV_AWS_378",
  reason:
    "TLS ends at the balancer. Behind it nodes speak HTTP and WebSocket within the VPC, on ports that the nodes' security group opens to the balancer alone.",
};

export interface MediaBalancerProps extends PublicBalancerProps {
  /** What the nodes offer, by path. */
  readonly apis: readonly MediaApi[];
  /** Longest drain of a node, in seconds. */
  readonly drainLimitSeconds: number;
}

/** HTTPS and WSS in front of the media nodes. Only the paths of the public API pass; anything else is 404. */
export class MediaBalancer extends PublicBalancer {
  readonly targetGroupArns: readonly string[];
  /** What makes a target group's health mean something: there before the first node joins. */
  readonly listeners: readonly ITerraformDependable[];
  /** The APIs with the dimensions of the balancer's metrics. */
  readonly apis: readonly {
    readonly name: string;
    readonly dimensions: Readonly<Record<"LoadBalancer" | "TargetGroup", string>>;
  }[];

  constructor(scope: Construct, id: string, props: MediaBalancerProps) {
    super(scope, id, props, {
      description: "Balancer of the media API",
      ports: mediaBalancerPorts(),
      settings: {
        loadBalancerType: "application",
        idleTimeout: idleSeconds,
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "strictest",
      },
      accepted: [withoutWebAcl],
    });
    const { balancer } = this;
    const listener = new LbListener(this, "https", {
      loadBalancerArn: balancer.arn,
      protocol: "HTTPS",
      port: wellKnownPorts.https,
      sslPolicy: tlsPolicy,
      certificateArn: this.certificateArn,
      defaultAction: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
    });
    const routes = props.apis.map((api) => this.route(api, props, listener.arn));
    this.targetGroupArns = routes.map(({ nodes }) => nodes.arn);
    this.listeners = routes.map(({ rule }) => rule);
    this.apis = routes.map(({ name, nodes }) => ({
      name,
      dimensions: { LoadBalancer: balancer.arnSuffix, TargetGroup: nodes.arnSuffix },
    }));
  }

  private route(api: MediaApi, props: MediaBalancerProps, listenerArn: string) {
    const nodes = new LbTargetGroup(this, `${api.name}-nodes`, {
      name: resourceName("awsLoadBalancer", props.name, api.name),
      vpcId: props.vpcId,
      targetType: "instance",
      protocol: "HTTP",
      port: api.port,
      deregistrationDelay: deregistrationDelay(props.drainLimitSeconds),
      ...(api.sticky !== false && {
        stickiness: { enabled: true, type: "lb_cookie", cookieDuration: stickySeconds },
      }),
      healthCheck: nodeHealthCheck,
    });
    acceptFindings(nodes, plainHttpToNodes);
    const rule = new LbListenerRule(this, `${api.name}-rule`, {
      listenerArn,
      priority: api.priority,
      condition: [{ pathPattern: { values: [...api.paths] } }],
      action: [{ type: "forward", targetGroupArn: nodes.arn }],
    });
    return { name: api.name, nodes, rule };
  }
}
