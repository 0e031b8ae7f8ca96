import { rendezvous } from "../../apps/room-router/src/core/rendezvous";
import { Load, percentile } from "./load";
import type { Stage } from "./stage";

/** A figure and what it may be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly atLeast?: boolean;
}

const roomOf = (instance: string, index: number, rooms: number): string => `${instance}-room-${index % rooms}`;

/** The same requests to an instance and through the router, in turns, so that both see the same machine. */
export async function addedLatency(stage: Stage, rooms: number, with_: string): Promise<readonly Figure[]> {
  const instance = stage.instances[0];
  if (instance === undefined) {
    throw new Error("there is an instance");
  }
  const [direct, routed] = [new Load(instance.port, 1), new Load(stage.port, 1)];
  const times: { direct: number[]; routed: number[] } = { direct: [], routed: [] };
  const [warmUp, requests] = [500, 6_000];
  for (let index = 0; index < warmUp + requests; index++) {
    const room = roomOf(instance.id, index, rooms);
    const pair = { direct: await direct.time(room), routed: await routed.time(room) };
    if (index >= warmUp) {
      times.direct.push(pair.direct);
      times.routed.push(pair.routed);
    }
  }
  await Promise.all([direct.close(), routed.close()]);
  const added = (share: number): Figure => {
    const [alone, through] = [percentile(times.direct, share), percentile(times.routed, share)];
    return {
      what: `added latency p${share * 100} ${with_}, ms (direct ${alone.toFixed(2)}, routed ${through.toFixed(2)})`,
      value: through - alone,
      limit: share === 0.5 ? 1 : 5,
    };
  };
  return [added(0.5), added(0.99)];
}

/** Requests per second of the router's processor time, which is what one core does, whoever else uses the machine. */
export async function throughput(stage: Stage, rooms: number): Promise<Figure> {
  const load = new Load(stage.port, 32);
  const one = async (index: number): Promise<void> => {
    const instance = stage.instances[index % stage.instances.length]?.id ?? "";
    await load.play(roomOf(instance, index, rooms));
  };
  const many = async (count: number): Promise<void> => {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < count) {
        next += 1;
        await one(next);
      }
    };
    await Promise.all(Array.from({ length: 32 }, worker));
  };
  await many(3_000);
  const [processor, started, requests] = [stage.processorSeconds, performance.now(), 20_000];
  await many(requests);
  const [core, wall] = [stage.processorSeconds - processor, (performance.now() - started) / 1000];
  await load.close();
  return {
    what: `requests per second of one core (${(requests / wall).toFixed(0)} per second beside the load and the instances)`,
    value: requests / core,
    limit: 3_000,
    atLeast: true,
  };
}

/** Share of rooms that the hash moves when one of ten instances leaves, its own left out, in percent; the worst of the ten. */
export function movedByHash(rooms: number): Figure {
  const instances = Array.from({ length: 10 }, (_, index) => ({ id: `live-${index}`, origin: "" }));
  const names = Array.from({ length: rooms }, (_, index) => `room-${index}`);
  const before = names.map((room) => rendezvous(room, instances)?.id);
  const worst = instances.map(({ id }) => {
    const left = instances.filter((instance) => instance.id !== id);
    return names.filter((room, index) => before[index] !== id && rendezvous(room, left)?.id !== before[index]).length;
  });
  return { what: "rooms of others that the hash moves, %", value: (Math.max(...worst) / rooms) * 100, limit: 0.1 };
}

/** The same with a real instance, killed: live rooms of the other nine that are no longer found where they are. */
export async function movedByDeath(stage: Stage, rooms: number): Promise<Figure> {
  const [victim, ...others] = stage.instances;
  await victim?.kill();
  const load = new Load(stage.port, 8);
  const asked = 5_000;
  let moved = 0;
  for (let index = 0; index < asked; index++) {
    const home = others[index % others.length]?.id ?? "";
    const room = roomOf(home, index, rooms);
    moved += (await load.play(room).catch(() => "")) === home ? 0 : 1;
  }
  await load.close();
  return {
    what: `live rooms of others that a killed instance moves, % of ${asked}`,
    value: (moved / asked) * 100,
    limit: 0.1,
  };
}
