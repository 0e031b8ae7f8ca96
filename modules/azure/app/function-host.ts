import type { ITerraformDependable } from "cdktf";
import type { FunctionPlan } from "../../environment/topology";
import type { Place } from "../place";

/** What functions run on, whatever the plan. */
export interface FunctionHostProps {
  readonly place: Place;
  readonly plan: FunctionPlan;
  readonly identity: { readonly id: string; readonly clientId: string };
  readonly subnetId: string;
  readonly storage: { readonly name: string; readonly blobEndpoint: string; readonly packageContainer: string };
  /** Connection string of Application Insights: an address, since no key is accepted. */
  readonly insightsConnectionString: string;
  readonly origins: string[];
  readonly settings: Readonly<Record<string, string>>;
  /** What has to be there before functions start. */
  readonly after: readonly ITerraformDependable[];
}

/** Language of the functions. */
export const runtime = { name: "node", version: "22" } as const;

/** Path that Azure asks whether an instance works, and minutes after which it is replaced. */
const health = { path: "/api/health", evictAfterMinutes: 5 } as const;

/** Azure tags the app with the id of Application Insights; without this the tag would come and go. */
const tagsOfAzure = ['tags["hidden-link: /app-insights-resource-id"]'];

/** Arguments of the plan that both kinds take. */
export function planArguments({ place, plan }: FunctionHostProps) {
  return {
    name: place.local("functions"),
    ...place.where,
    osType: "Linux",
    zoneBalancingEnabled: plan.zoneRedundant,
  };
}

/** Arguments of the app that both kinds take: HTTPS, no publishing password, an identity, the network. */
export function appArguments({ place, identity, subnetId, after }: FunctionHostProps) {
  return {
    name: place.global("functions"),
    ...place.where,
    httpsOnly: true,
    webdeployPublishBasicAuthenticationEnabled: false,
    virtualNetworkSubnetId: subnetId,
    identity: { type: "SystemAssigned, UserAssigned", identityIds: [identity.id] },
    lifecycle: { ignoreChanges: tagsOfAzure },
    dependsOn: [...after],
  };
}

/** How both kinds answer: TLS 1.2, the page's origins and no other, health. */
export function siteArguments({ insightsConnectionString, origins }: FunctionHostProps) {
  return {
    applicationInsightsConnectionString: insightsConnectionString,
    http2Enabled: true,
    minimumTlsVersion: "1.2",
    scmMinimumTlsVersion: "1.2",
    vnetRouteAllEnabled: true,
    healthCheckPath: health.path,
    healthCheckEvictionTimeInMin: health.evictAfterMinutes,
    cors: { allowedOrigins: origins, supportCredentials: false },
  };
}
