import fc from "fast-check";
import { rendezvous } from "../../../apps/room-router/src/core/rendezvous";
import { roomsIn } from "../../../apps/room-router/src/fleet/ask-instance";

const room = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const fleet = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9.:-]{1,20}$/), { minLength: 2, maxLength: 12 })
  .map((ids) => ids.map((id) => ({ id, origin: `http://${id}` })));

it("moves no room but those of the instance that leaves", () => {
  fc.assert(
    fc.property(fleet, room, fc.nat(), (instances, name, which) => {
      const left = instances.filter((_, index) => index !== which % instances.length);
      const before = rendezvous(name, instances);
      expect(left.includes(before ?? { id: "", origin: "" }) ? rendezvous(name, left) : before).toBe(before);
    }),
  );
});

it("does not depend on the order of the instances", () => {
  fc.assert(
    fc.property(fleet, room, (instances, name) => {
      expect(rendezvous(name, [...instances].reverse())).toBe(rendezvous(name, instances));
    }),
  );
});

it("gives ten instances a tenth of the rooms each, within a third", () => {
  const instances = Array.from({ length: 10 }, (_, index) => ({ id: `10.0.0.${index}:8080`, origin: "" }));
  const shares = new Map<string, number>();
  for (let index = 0; index < 3_000; index++) {
    const id = rendezvous(`room-${index}`, instances)?.id ?? "";
    shares.set(id, (shares.get(id) ?? 0) + 1);
  }
  expect(Math.min(...shares.values())).toBeGreaterThan(200);
  expect(Math.max(...shares.values())).toBeLessThan(400);
});

it("reads a list of rooms in parts as it reads it whole", () => {
  const rooms = Array.from({ length: 2_000 }, (_, index) => ({
    name: `room-${index}`,
    hasPublisher: index % 3 === 0,
    tracks: 2,
    subscribers: index,
  }));
  const parts = [...roomsIn(`${JSON.stringify(rooms)}\n`)];
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.flat()).toEqual(rooms);
  expect([...roomsIn("[]\n")]).toEqual([]);
});

it.each(["", "null\n", '{"error":"no"}', "<html>"])("takes %j for no list of rooms", (text) => {
  expect(() => [...roomsIn(text)]).toThrow(TypeError);
});
