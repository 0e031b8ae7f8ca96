import fc from "fast-check";
import { MemoryRecordStore } from "../../../apps/signaling/src/adapters/memory-record-store";
import { Caps, type Grant, type Scope, type Usage } from "../../../apps/signaling/src/core/caps";
import { ContentionError } from "../../../apps/signaling/src/core/errors";
import { OptimisticRecords } from "../../../apps/signaling/src/core/optimistic-records";
import { parseUsage } from "../../../apps/signaling/src/core/shapes";
import { FakeClock, FakeRandom, SlowRecordStore } from "./support/fakes";

/** Caps of several processes that share one table. */
function processes(count: number, clock: FakeClock): readonly Caps[] {
  const table = new SlowRecordStore<Usage>(new MemoryRecordStore(parseUsage));
  return Array.from(
    { length: count },
    () => new Caps(new OptimisticRecords("usage", table, clock, new FakeRandom()), clock),
  );
}

function everyone(count: number): Scope {
  return { key: "everyone", name: "everyone", limits: [{ window: "day", count }] };
}

async function takeAll(many: readonly Caps[], each: number, scopes: readonly Scope[]): Promise<readonly Grant[]> {
  const asked = many.flatMap((caps) => Array.from({ length: each }, () => caps.take(scopes)));
  const settled = await Promise.allSettled(asked);
  return settled.flatMap((result) => {
    if (result.status === "fulfilled") {
      return [result.value];
    }
    expect(result.reason).toBeInstanceOf(ContentionError);
    return [];
  });
}

it("never grants more than a cap, however many processes ask at once", async () => {
  const cases = fc.asyncProperty(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 30 }),
    async (count, each, cap) => {
      const grants = await takeAll(processes(count, new FakeClock()), each, [everyone(cap)]);
      expect(grants.filter((grant) => grant.granted).length).toBeLessThanOrEqual(cap);
    },
  );
  await fc.assert(cases, { numRuns: 40 });
});

it("grants exactly the cap to one process that asks for more at once", async () => {
  const grants = await takeAll(processes(1, new FakeClock()), 50, [everyone(17)]);
  expect(grants.filter((grant) => grant.granted)).toHaveLength(17);
  expect(grants).toHaveLength(50);
});

it("says how long to wait: to the end of the longest window that is used up, and then grants again", async () => {
  const clock = new FakeClock(Date.parse("2026-11-21T12:59:30Z"));
  const [caps] = processes(1, clock);
  const scope: Scope = {
    key: "u",
    name: "user",
    limits: [
      { window: "hour", count: 1 },
      { window: "day", count: 2 },
    ],
  };
  await caps?.take([scope]);
  expect(await caps?.take([scope])).toEqual({ granted: false, scope: "user", retryAfterSeconds: 30 });
  clock.pass(30);
  expect(await caps?.take([scope])).toEqual({ granted: true });
  expect(await caps?.take([scope])).toEqual({ granted: false, scope: "user", retryAfterSeconds: 11 * 3600 });
});

it("does not eat everybody's share with what one user is refused", async () => {
  const [caps] = processes(1, new FakeClock());
  const user = (key: string): Scope => ({ key, name: "user", limits: [{ window: "hour", count: 1 }] });
  for (let i = 0; i < 5; i += 1) {
    await caps?.take([user("greedy"), everyone(2)]);
  }
  expect(await caps?.take([user("modest"), everyone(2)])).toEqual({ granted: true });
});
