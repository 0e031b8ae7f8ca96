import { StaticWebApp } from "@cdktf/provider-azurerm/lib/static-web-app";
import { StaticWebAppCustomDomain } from "@cdktf/provider-azurerm/lib/static-web-app-custom-domain";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";

/** A page and where it is made. */
export interface StaticPageProps {
  readonly name: string;
  readonly resourceGroupName: string;
  /** Region that makes it; the content is served from everywhere. */
  readonly location: string;
  readonly sku: "Free" | "Standard";
  /** Name of its own: an alias (CNAME) of the page's name has to be there first. @default none */
  readonly customHostname?: string;
}

/** The web page. The pipeline publishes it with a token that it reads when it runs: none is stored here. */
export class StaticPage extends Construct {
  readonly id: string;
  readonly name: string;
  readonly hostname: string;

  constructor(scope: Construct, id: string, props: StaticPageProps) {
    super(scope, id);
    tagRole(this, "page");
    const page = new StaticWebApp(this, "page", {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      skuTier: props.sku,
      skuSize: props.sku,
      previewEnvironmentsEnabled: false,
      configurationFileChangesEnabled: true,
      publicNetworkAccessEnabled: true,
      lifecycle: { ignoreChanges: ["repository_url", "repository_branch"] },
    });
    if (props.customHostname !== undefined) {
      new StaticWebAppCustomDomain(this, "domain", {
        staticWebAppId: page.id,
        domainName: props.customHostname,
        validationType: "cname-delegation",
      });
    }
    this.id = page.id;
    this.name = page.name;
    this.hostname = page.defaultHostName;
  }
}
