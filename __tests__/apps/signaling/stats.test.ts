import fc from "fast-check";
import { MemoryRecordStore } from "../../../apps/signaling/src/adapters/memory-record-store";
import { parseCounts } from "../../../apps/signaling/src/core/shapes";
import { measures, threshold } from "../../../apps/signaling/src/core/stats";
import type { DailyTotals } from "../../../apps/signaling/src/ports/stats-archive";
import { call, enter, pair, roomId } from "./support/client";
import { world } from "./support/fakes";

it("shows no count below the threshold, and every other one exactly", async () => {
  const cases = fc.asyncProperty(fc.array(fc.constantFrom(...measures), { maxLength: 60 }), async (events) => {
    const { services, clock } = world();
    for (const measure of events) {
      await services.stats.count(measure);
    }
    await services.stats.flush();
    clock.pass(60);
    const [today] = (await services.stats.show()).days;
    for (const measure of measures) {
      const count = events.filter((event) => event === measure).length;
      expect(today?.counts[measure] ?? null).toBe(count >= threshold ? count : null);
    }
  });
  await fc.assert(cases, { numRuns: 30 });
});

it("writes counts in batches of a minute, not one by one", async () => {
  const store = new MemoryRecordStore(parseCounts);
  const write = jest.spyOn(store, "write");
  const { services, clock } = world({}, { countsStore: store });
  for (let i = 0; i < 120; i += 1) {
    clock.pass(1);
    await services.stats.count("calls");
  }
  expect(write).toHaveBeenCalledTimes(2);
});

it("archives finished days only, without small counts, and again what came late", async () => {
  const archived: (readonly DailyTotals[])[] = [];
  const { services, clock } = world();
  const archive = { store: async (days: readonly DailyTotals[]) => void archived.push(days) };
  for (let i = 0; i < 6; i += 1) {
    await services.stats.count("calls");
  }
  await services.stats.count("path_relay");
  await services.stats.flush();
  await services.stats.archive(archive);
  clock.pass(86_400);
  await services.stats.count("calls");
  await services.stats.flush();
  await services.stats.archive(archive);
  expect(archived).toEqual([[{ day: "2026-11-21", counts: { calls: 6 } }]]);
});

it("takes a report on a call from a member of the room alone", async () => {
  const here = world();
  const [alice] = await pair(here);
  const outsider = await enter(here);
  const body = { roomId, path: "relay" };
  expect((await call(here, "report", { token: alice.token, body })).status).toBe(204);
  expect((await call(here, "report", { token: outsider.token, body })).status).toBe(403);
});

it("lets a member report each call of a full room, and not make up a statistic", async () => {
  const here = world();
  const [alice] = await pair(here);
  const statuses = [];
  for (let i = 0; i < 9; i += 1) {
    statuses.push((await call(here, "report", { token: alice.token, body: { roomId, path: "relay" } })).status);
  }
  expect(statuses).toEqual([...Array(7).fill(204), 429, 429]);
});
