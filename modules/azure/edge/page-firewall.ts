import { CdnFrontdoorFirewallPolicy } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy";
import { CdnFrontdoorSecurityPolicy } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-security-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Place } from "../place";

/** What is guarded and how much one address may ask. */
export interface PageFirewallProps {
  readonly place: Place;
  readonly sku: string;
  readonly profileId: string;
  readonly domainIds: readonly string[];
  readonly requestsPerMinuteAndAddress: number;
  /** Route that has to exist first: Azure refuses a policy on an endpoint without one. */
  readonly after: ITerraformDependable;
}

/** Web application firewall of the page: an address that asks too often is refused for the rest of the minute. */
export class PageFirewall extends Construct {
  constructor(scope: Construct, id: string, props: PageFirewallProps) {
    super(scope, id);
    const policy = new CdnFrontdoorFirewallPolicy(this, "policy", {
      // Letters and digits alone.
      name: props.place.local("edge").replaceAll("-", ""),
      resourceGroupName: props.place.resourceGroupName,
      skuName: props.sku,
      enabled: true,
      mode: "Prevention",
      customRule: [
        {
          name: "RequestsPerAddress",
          enabled: true,
          priority: 100,
          type: "RateLimitRule",
          action: "Block",
          rateLimitDurationInMinutes: 1,
          rateLimitThreshold: props.requestsPerMinuteAndAddress,
          matchCondition: [
            {
              matchVariable: "SocketAddr",
              operator: "IPMatch",
              negationCondition: false,
              matchValues: ["0.0.0.0/0", "::/0"],
            },
          ],
        },
      ],
    });
    new CdnFrontdoorSecurityPolicy(this, "binding", {
      name: "page",
      cdnFrontdoorProfileId: props.profileId,
      securityPolicies: {
        firewall: {
          cdnFrontdoorFirewallPolicyId: policy.id,
          association: {
            domain: props.domainIds.map((cdnFrontdoorDomainId) => ({ cdnFrontdoorDomainId })),
            patternsToMatch: ["/*"],
          },
        },
      },
      dependsOn: [props.after],
    });
  }
}
