import { MonitorActionGroup } from "@cdktf/provider-azurerm/lib/monitor-action-group";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";
import type { Place } from "../place";

/** Who is told. */
export interface AlarmGroupProps {
  readonly place: Place;
  /** Mail addresses. */
  readonly notify: readonly string[];
}

/** Where alarms go. */
export class AlarmGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: AlarmGroupProps) {
    super(scope, id);
    tagRole(this, "alarms");
    this.id = new MonitorActionGroup(this, "group", {
      name: props.place.local("alarms"),
      resourceGroupName: props.place.resourceGroupName,
      // Begin of every mail and message; Azure takes 12 characters.
      shortName: "webrtc",
      emailReceiver: props.notify.map((emailAddress) => ({
        name: emailAddress,
        emailAddress,
        useCommonAlertSchema: true,
      })),
    }).id;
  }
}
