import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Fleet } from "../core/fleet";
import type { LeaseStore } from "../ports/lease-store";
import type { Refusal, RouterJournal } from "../ports/router-journal";

/** The router in numbers, for Prometheus. */
export class Metrics implements RouterJournal {
  private readonly registry = new Registry();
  private readonly requests = this.counter("requests_total", "Requests by route and status", ["route", "status"]);
  private readonly seconds = new Histogram({
    name: "room_router_request_seconds",
    help: "Time of a request, with the time that the instance took",
    labelNames: ["route"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers: [this.registry],
  });
  private readonly refusals = this.counter("refused_total", "Requests that were not passed on", ["cause"]);
  private readonly fallbacks = this.counter("fallback_placements_total", "Rooms placed by hash, because Redis is away");
  private readonly moves = this.counter("moved_rooms_total", "Rooms that left an instance", ["cause"]);
  private readonly double = this.counter("conflicts_total", "Rooms found on two instances");
  private readonly failures = this.counter("upstream_failures_total", "Requests that an instance did not answer", [
    "what",
  ]);

  constructor(fleet: Fleet, store: LeaseStore) {
    const { registry } = this;
    collectDefaultMetrics({ register: registry });
    this.gauge("directory_up", "1: Redis answers; 0: rooms are placed by hash", [], (gauge) =>
      gauge.set(store.available ? 1 : 0),
    );
    this.gauge("instance_up", "1: the instance answers", ["instance"], (gauge) => {
      gauge.reset();
      for (const { instance, up } of fleet.all) {
        gauge.set({ instance: instance.id }, up ? 1 : 0);
      }
    });
    this.gauge("instance_draining", "1: the instance gets no new room", ["instance"], (gauge) => {
      gauge.reset();
      for (const { instance, draining } of fleet.all) {
        gauge.set({ instance: instance.id }, draining ? 1 : 0);
      }
    });
    this.gauge("rooms", "Rooms that the instance reports", ["instance"], (gauge) => {
      gauge.reset();
      for (const { instance, roomCount } of fleet.all) {
        gauge.set({ instance: instance.id }, roomCount);
      }
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  request(route: string, status: number, seconds: number): void {
    this.requests.inc({ route, status });
    this.seconds.observe({ route }, seconds);
  }

  refused(cause: Refusal): void {
    this.refusals.inc({ cause });
  }

  fellBack(): void {
    this.fallbacks.inc();
  }

  moved(cause: "dead" | "draining"): void {
    this.moves.inc({ cause });
  }

  conflicts(count: number): void {
    this.double.inc(count);
  }

  failed(what: "connect" | "reset" | "timeout" | "answer"): void {
    this.failures.inc({ what });
  }

  private counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name: `room_router_${name}`, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  private gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: (gauge: Gauge<Label>) => void,
  ): void {
    new Gauge({
      name: `room_router_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      collect() {
        read(this);
      },
    });
  }
}
