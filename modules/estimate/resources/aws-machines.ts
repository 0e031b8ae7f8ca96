import { findInstanceType } from "../../environment/catalog/instance-types";
import { type AwsRegionPrices, awsPrices } from "../prices/aws-prices";
import { hoursPerMonth } from "../prices/price-list";
import {
  blockOf,
  blocksOf,
  fixed,
  numberOf,
  type PlannedResource,
  type StackResources,
  type StandingCost,
} from "./planned-resource";

type Arguments = PlannedResource["arguments"];

/** GiB of a root volume where nothing is said: that of Ubuntu's image. */
const imageGibibytes = 8;

/** An Auto Scaling group: nodes of its launch template between its bounds, and stopped nodes that wait. */
export function groupCost(
  { arguments: group }: PlannedResource,
  prices: AwsRegionPrices,
  stack: StackResources,
): StandingCost | undefined {
  const template = stack.referred("aws_launch_template", blockOf(group["launch_template"])["id"])?.arguments;
  const [minimum, maximum] = [numberOf(group["min_size"]), numberOf(group["max_size"])];
  const running = template && machineDollars(template, prices);
  if (!template || running === undefined || minimum === undefined || maximum === undefined) {
    return undefined;
  }
  const pool = blockOf(group["warm_pool"]);
  const waiting = (numberOf(pool["min_size"]) ?? 0) * volumeDollars(template, prices);
  return {
    group: `fleet of ${minimum === maximum ? minimum : `${minimum}–${maximum}`} × ${template["instance_type"]}`,
    minimum: minimum * running + waiting,
    maximum: maximum * running + waiting,
  };
}

/** A machine by itself. */
export function instanceCost(
  { arguments: machine }: PlannedResource,
  prices: AwsRegionPrices,
  stack: StackResources,
): StandingCost | undefined {
  const template = stack.referred("aws_launch_template", blockOf(machine["launch_template"])["id"])?.arguments;
  const whole = { ...template, ...machine };
  const dollars = machineDollars(whole, prices);
  return dollars === undefined ? undefined : fixed(`machines ${whole["instance_type"]}`, dollars);
}

/** A volume by itself. */
export function volumeCost({ arguments: volume }: PlannedResource, prices: AwsRegionPrices): StandingCost | undefined {
  const size = numberOf(volume["size"]);
  return size === undefined ? undefined : fixed("volumes", size * prices.volumeGibMonth);
}

function machineDollars(machine: Arguments, prices: AwsRegionPrices): number | undefined {
  const type = findInstanceType(String(machine["instance_type"]));
  const { detailedMonitoringMetrics, customMetricMonth } = awsPrices;
  const monitored = blockOf(machine["monitoring"])["enabled"] === true || machine["monitoring"] === true;
  return (
    type &&
    type.dollarsPerHour * prices.instanceFactor * hoursPerMonth +
      volumeDollars(machine, prices) +
      (monitored ? detailedMonitoringMetrics * customMetricMonth : 0)
  );
}

function volumeDollars(machine: Arguments, prices: AwsRegionPrices): number {
  const mapped = blocksOf(machine["block_device_mappings"]).map((mapping) => blockOf(mapping["ebs"]));
  const volumes = [...mapped, ...blocksOf(machine["root_block_device"]), ...blocksOf(machine["ebs_block_device"])];
  const sizes = volumes.map((volume) => numberOf(volume["volume_size"]) ?? imageGibibytes);
  const gibibytes = sizes.length === 0 ? imageGibibytes : sizes.reduce((sum, size) => sum + size, 0);
  return gibibytes * prices.volumeGibMonth;
}
