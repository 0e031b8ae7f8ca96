import { estimateEnvironment } from "../../modules/estimate/estimate";
import type { PlannedResource } from "../../modules/estimate/resources/planned-resource";
import { standingCosts } from "../../modules/estimate/resources/standing-costs";
import { assumedUsage } from "../../modules/estimate/usage";
import { synthesize } from "../helpers/synth-environments";
import { standard, topologyOf, turnJanus } from "./estimated";

const topology = topologyOf({ aws: turnJanus, azure: { ...standard, statistics: {} } });
const resources: readonly PlannedResource[] = synthesize([topology]).flatMap((stack) => {
  const cloud = stack.id.includes("-aws-") ? "aws" : "azure";
  const place = {
    id: stack.id,
    environment: "gold",
    cloud,
    region: { aws: "us-east-1", azure: "westeurope" }[cloud],
  } as const;
  return stack.resources.map((resource) => ({ ...resource, stack: place }));
});
const hours = 730;

/** Costs of one cloud, by hand within one per cent. */
function standingOf(cloud: "aws" | "azure") {
  return standingCosts(resources.filter(({ stack }) => stack.cloud === cloud));
}

function expectWithinOnePerCent(found: number, byHand: number): void {
  expect(Math.abs(found - byHand) / byHand).toBeLessThan(0.01);
}

it("adds up what the part on AWS costs without traffic", () => {
  const node = (hour: number): number => hour * hours + 20 * 0.08 + 7 * 0.3; // type, 20 GiB, detailed monitoring
  const balancers = 2 * 0.0225 * hours;
  const addresses = 4 * 0.005 * hours;
  const small = 2 * 1 + 3 * 0.4 + 0.5 + 2 * 0.5; // keys, secrets, zone, health checks
  const watching = 22 * 0.1 + 3; // metrics of alarms, dashboard
  const rest = 2 * node(0.0864) + balancers + addresses + small + watching;
  const { minimum, maximum } = standingOf("aws");
  expectWithinOnePerCent(minimum, rest + node(0.0416));
  expectWithinOnePerCent(maximum, rest + 2 * node(0.0416));
});

it("adds up what the part on Azure costs without traffic", () => {
  const alarms = 3 * 0.1 + 1.5 + 0.5; // metrics, a query every five minutes, a query every hour
  const rest = 49 + 9 + 2 * 0.115 + alarms; // unit of SignalR, page, 2 GB of database
  const { minimum, maximum } = standingOf("azure");
  expectWithinOnePerCent(minimum, rest);
  expectWithinOnePerCent(maximum, rest + 0.5218 * hours);
});

it("counts every type once: priced, free, or named as unpriced", () => {
  const { pricedTypes, freeTypes, unpriced } = standingCosts(resources);
  const counted = [...pricedTypes, ...freeTypes, ...unpriced.map(({ type }) => type)].sort();
  expect(counted).toEqual([...new Set(resources.map(({ type }) => type))].sort());
});

it("knows every type of the topologies", () => {
  const unknown = standingCosts(resources).unpriced.filter(
    ({ what }) => !/logs|runs|storage|messages|operations/.test(what),
  );
  expect(unknown).toEqual([]);
});

const one = (type: string, body: PlannedResource["arguments"], cloud: "aws" | "azure" = "aws"): PlannedResource => ({
  stack: { id: "any", environment: "any", cloud, region: "nowhere" },
  type,
  name: "one",
  arguments: body,
});

it.each([
  ["aws_quantum_computer", {}, "not in the price table"],
  ["aws_instance", { instance_type: "x9.huge" }, "size or type that the price table lacks"],
  ["aws_autoscaling_group", { min_size: 1, max_size: 1 }, "size or type that the price table lacks"],
  [
    "aws_vpc_endpoint",
    { vpc_endpoint_type: "Interface", subnet_ids: "${x}" },
    "size or type that the price table lacks",
  ],
])("names what it cannot price: %s", (type, body, what) => {
  expect(standingCosts([one(type, body)])).toMatchObject({ unpriced: [{ type, what }], maximum: 0 });
});

it.each([
  [
    "aws_instance",
    {
      instance_type: "c6i.large",
      root_block_device: [{ volume_size: 50 }],
      ebs_block_device: [{ volume_size: "100" }],
    },
    0.085 * hours + 150 * 0.08,
  ],
  ["aws_ebs_volume", { size: 100 }, 8],
  ["aws_nat_gateway", {}, 0.045 * hours],
  ["aws_vpc_endpoint", { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b"] }, 2 * 0.01 * hours],
  ["aws_cloudwatch_metric_alarm", { period: 10 }, 0.3],
])("prices %s by what it is", (type, body, dollars) => {
  expect(standingCosts([one(type, body)]).minimum).toBeCloseTo(dollars, 6);
});

it.each([
  ["azurerm_signalr_service", { sku: { name: "Premium_P1", capacity: 2 } }, 122],
  ["azurerm_service_plan", { sku_name: "EP1", worker_count: 3 }, 3 * 0.236 * hours],
  ["azurerm_mssql_database", { sku_name: "Basic" }, 4.9],
  ["azurerm_public_ip_prefix", { prefix_length: 30 }, 4 * 0.006 * hours],
  ["azurerm_public_ip", { public_ip_prefix_id: "${x}" }, 0],
  ["azurerm_linux_virtual_machine", { size: "Standard_D2as_v5", os_disk: { disk_size_gb: 30 } }, 0.104 * hours + 5.28],
])("prices %s by what it is", (type, body, dollars) => {
  expect(standingCosts([one(type, body, "azure")]).minimum).toBeCloseTo(dollars, 6);
});

it("counts what Azure keeps ready in a zone-redundant plan: two instances for requests and for each timer", () => {
  const app = { instance_memory_in_mb: 2048, service_plan_id: "${azurerm_service_plan.one.id}" };
  const plan = one("azurerm_service_plan", { sku_name: "FC1", zone_balancing_enabled: true }, "azure");
  const ready = (instances: number): number => instances * 2 * 730 * 3600 * 0.000004;
  const cost = (body: PlannedResource["arguments"]): number =>
    standingCosts([plan, one("azurerm_function_app_flex_consumption", body, "azure")]).minimum;
  expect(cost(app)).toBeCloseTo(ready(6), 6);
  expect(cost({ ...app, always_ready: [{ name: "http", instance_count: 3 }] })).toBeCloseTo(ready(7), 6);
});

it("leaves resources of other environments out", () => {
  const other = resources.map((resource) => ({ ...resource, stack: { ...resource.stack, environment: "other" } }));
  expect(estimateEnvironment(topology, other, assumedUsage).standing.maximum).toBe(0);
});
