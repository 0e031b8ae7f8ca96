import { SignalrService } from "@cdktf/provider-azurerm/lib/signalr-service";
import { SignalrServiceNetworkAcl } from "@cdktf/provider-azurerm/lib/signalr-service-network-acl";
import { Construct } from "constructs";
import type { AzureAppPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { RoleGrant } from "../identity/role-grant";
import { PrivateLink } from "../network/private-link";
import { Diagnostics } from "../observability/diagnostics";
import type { Place } from "../place";

/** The message service and who uses it. */
export interface MessageServiceProps {
  readonly place: Place;
  readonly plan: AzureAppPlan["signalr"];
  /** Origins of the page. */
  readonly origins: string[];
  /** Identity that sends messages and makes clients' tokens. */
  readonly functionPrincipalId: string;
  readonly endpoint: { readonly subnetId: string; readonly zoneId: string };
  readonly workspaceId: string;
}

/** SignalR without servers: functions send by its REST API, browsers listen. Keys are off: identities alone send. */
export class MessageService extends Construct {
  readonly id: string;
  /** `https://<name>.service.signalr.net` */
  readonly uri: string;
  /** For what needs the right to send. */
  readonly right: RoleGrant;

  constructor(scope: Construct, id: string, props: MessageServiceProps) {
    super(scope, id);
    tagRole(this, "signalr");
    const { place, plan, endpoint } = props;
    const service = new SignalrService(this, "service", {
      name: place.global("signalr"),
      ...place.where,
      sku: { name: plan.sku, capacity: plan.capacity },
      serviceMode: "Serverless",
      aadAuthEnabled: true,
      localAuthEnabled: false,
      publicNetworkAccessEnabled: true,
      serverlessConnectionTimeoutInSeconds: 30,
      connectivityLogsEnabled: true,
      httpRequestLogsEnabled: true,
      // One line per message would cost more than the message.
      messagingLogsEnabled: false,
      cors: [{ allowedOrigins: props.origins }],
      identity: { type: "SystemAssigned" },
    });
    if (plan.sku === "Free_F1") {
      acceptFindings(service, { rule: "CKV_AZURE_196", reason: "Tier free is a demonstration: no SLA is promised." });
    }
    if (plan.privateServers) {
      const link = new PrivateLink(this, "endpoint", {
        place,
        role: "signalr",
        resourceId: service.id,
        subresource: "signalr",
        subnetId: endpoint.subnetId,
        zoneId: endpoint.zoneId,
      });
      new SignalrServiceNetworkAcl(this, "firewall", {
        signalrServiceId: service.id,
        defaultAction: "Deny",
        publicNetwork: { allowedRequestTypes: ["ClientConnection"] },
        privateEndpoint: [
          { id: link.id, allowedRequestTypes: ["ClientConnection", "RESTAPI", "ServerConnection", "Trace"] },
        ],
      });
    }
    this.right = new RoleGrant(this, "right", {
      role: "SignalR Service Owner",
      scope: service.id,
      principalId: props.functionPrincipalId,
      reason:
        "Serverless functions send by the REST API and ask for access keys to make tokens of clients, which smaller roles do not give.",
    });
    new Diagnostics(this, "logs", { targetId: service.id, workspaceId: props.workspaceId });
    this.id = service.id;
    this.uri = `https://${service.hostname}`;
  }
}
