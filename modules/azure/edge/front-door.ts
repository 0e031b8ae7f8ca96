import { CdnFrontdoorCustomDomain } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain";
import { CdnFrontdoorCustomDomainAssociation } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain-association";
import { CdnFrontdoorEndpoint } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint";
import { CdnFrontdoorOrigin } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin";
import { CdnFrontdoorOriginGroup } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-origin-group";
import { CdnFrontdoorProfile } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-profile";
import { CdnFrontdoorRoute } from "@cdktf/provider-azurerm/lib/cdn-frontdoor-route";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";
import { Diagnostics } from "../observability/diagnostics";
import type { Place } from "../place";
import { PageFirewall } from "./page-firewall";
import { SecurityHeaders } from "./security-headers";
import type { StaticPage } from "./static-page";

/** Pages behind one address. */
export interface FrontDoorProps {
  readonly place: Place;
  /** In the order in which they are asked. */
  readonly pages: readonly { readonly key: string; readonly page: StaticPage }[];
  readonly requestsPerMinuteAndAddress: number;
  /** Name of the page's own. @default that of Front Door */
  readonly hostname?: string;
  readonly workspaceId: string;
}

/** Front Door before the pages: one address, one of them may fail, a firewall in front. */
export class FrontDoor extends Construct {
  readonly hostname: string;
  /** Text of the record that proves the name to be ours; empty without a name. */
  readonly validationToken: string;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    tagRole(this, "edge");
    const { place } = props;
    const profile = new CdnFrontdoorProfile(this, "profile", {
      name: place.local("edge"),
      resourceGroupName: place.resourceGroupName,
      // Standard has custom and rate rules; managed rules guard applications, and here are files alone.
      skuName: frontDoorSku,
      responseTimeoutSeconds: 30,
    });
    const endpoint = new CdnFrontdoorEndpoint(this, "endpoint", {
      name: place.global("page"),
      cdnFrontdoorProfileId: profile.id,
    });
    const group = new CdnFrontdoorOriginGroup(this, "pages", {
      name: "pages",
      cdnFrontdoorProfileId: profile.id,
      sessionAffinityEnabled: false,
      loadBalancing: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 },
      healthProbe: { intervalInSeconds: 60, path: "/", protocol: "Https", requestType: "HEAD" },
    });
    const origins = props.pages.map(
      ({ key, page }, index) =>
        new CdnFrontdoorOrigin(this, `page-${key}`, {
          name: key,
          cdnFrontdoorOriginGroupId: group.id,
          hostName: page.hostname,
          originHostHeader: page.hostname,
          certificateNameCheckEnabled: true,
          httpsPort: 443,
          priority: index + 1,
          weight: 1000,
          enabled: true,
        }),
    );
    const domain =
      props.hostname === undefined
        ? undefined
        : new CdnFrontdoorCustomDomain(this, "domain", {
            name: props.hostname.replaceAll(".", "-"),
            cdnFrontdoorProfileId: profile.id,
            hostName: props.hostname,
            tls: { certificateType: "ManagedCertificate" },
          });
    const headers = new SecurityHeaders(this, "headers", { profileId: profile.id });
    const route = new CdnFrontdoorRoute(this, "route", {
      name: "pages",
      cdnFrontdoorEndpointId: endpoint.id,
      cdnFrontdoorOriginGroupId: group.id,
      cdnFrontdoorOriginIds: origins.map((origin) => origin.id),
      cdnFrontdoorRuleSetIds: [headers.ruleSetId],
      ...(domain && { cdnFrontdoorCustomDomainIds: [domain.id] }),
      patternsToMatch: ["/*"],
      supportedProtocols: ["Http", "Https"],
      httpsRedirectEnabled: true,
      forwardingProtocol: "HttpsOnly",
      linkToDefaultDomain: true,
    });
    if (domain) {
      // Without it Azure keeps the domain on the route when the two are taken apart.
      new CdnFrontdoorCustomDomainAssociation(this, "domain-route", {
        cdnFrontdoorCustomDomainId: domain.id,
        cdnFrontdoorRouteIds: [route.id],
      });
    }
    new PageFirewall(this, "firewall", {
      place,
      sku: frontDoorSku,
      profileId: profile.id,
      domainIds: [endpoint.id, ...(domain ? [domain.id] : [])],
      requestsPerMinuteAndAddress: props.requestsPerMinuteAndAddress,
      after: route,
    });
    new Diagnostics(this, "logs", { targetId: profile.id, workspaceId: props.workspaceId });
    this.hostname = endpoint.hostName;
    this.validationToken = domain?.validationToken ?? "";
  }
}

const frontDoorSku = "Standard_AzureFrontDoor";
