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
export const health = { path: "/api/health", evictAfterMinutes: 5 } as const;

/** Azure tags the app with the id of Application Insights; without this the tag would come and go. */
export const tagsOfAzure = ['tags["hidden-link: /app-insights-resource-id"]'];
