import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Alarm, type AlarmDefinition } from "./alarm";

export interface AlarmsProps {
  /** Name of the fleet: the alarms' names begin with it. */
  readonly fleet: string;
  /** The fleet's group, in service before the alarms are. */
  readonly group: ITerraformDependable;
  readonly topicArn: string;
  readonly definitions: readonly AlarmDefinition[];
}

/** All alarms of a fleet. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    for (const definition of props.definitions) {
      new Alarm(this, definition.key, {
        name: `${props.fleet}-${definition.key}`,
        definition,
        topicArn: props.topicArn,
        after: props.group,
      });
    }
  }
}
