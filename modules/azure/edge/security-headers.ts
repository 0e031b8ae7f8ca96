import { CdnFrontdoorRule } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-rule";
import { CdnFrontdoorRuleSet } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-rule-set";
import { Construct } from "constructs";

/** Headers that hold for every file. The content security policy comes with the page, which knows its endpoints. */
const headers = {
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
} as const;

/** Security headers on everything that Front Door answers. */
export class SecurityHeaders extends Construct {
  readonly ruleSetId: string;

  constructor(scope: Construct, id: string, props: { readonly profileId: string }) {
    super(scope, id);
    const set = new CdnFrontdoorRuleSet(this, "set", {
      name: "securityheaders",
      cdnFrontdoorProfileId: props.profileId,
    });
    new CdnFrontdoorRule(this, "rule", {
      name: "headers",
      cdnFrontdoorRuleSetId: set.id,
      order: 1,
      behaviorOnMatch: "Continue",
      actions: {
        responseHeaderAction: Object.entries(headers).map(([headerName, value]) => ({
          headerAction: "Overwrite",
          headerName,
          value,
        })),
      },
    });
    this.ruleSetId = set.id;
  }
}
