import { CdnFrontdoorRule } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-rule";
import { CdnFrontdoorRuleSet } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-rule-set";
import { Construct } from "constructs";
import { pageHeaders } from "../../shared/page-headers";

/** Security headers on everything that Front Door answers. The content security policy comes with the page, which knows its endpoints. */
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
        responseHeaderAction: Object.entries(pageHeaders).map(([headerName, value]) => ({
          headerAction: "Overwrite",
          headerName,
          value,
        })),
      },
    });
    this.ruleSetId = set.id;
  }
}
