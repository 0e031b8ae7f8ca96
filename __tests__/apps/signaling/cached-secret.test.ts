import { CachedSecret, settledVersion } from "../../../apps/signaling/src/core/cached-secret";
import { FakeClock, FakeSecret } from "./support/fakes";

const value = { id: "1", value: "a", createdAt: 0 };

it("reads a secret once in 15 minutes, also when many ask at once", async () => {
  const clock = new FakeClock();
  const vault = new FakeSecret([value]);
  const cached = new CachedSecret(vault, clock);
  await Promise.all(Array.from({ length: 10 }, () => cached.read()));
  clock.pass(15 * 60 - 1);
  await cached.read();
  expect(vault.reads).toBe(1);
  clock.pass(1);
  await cached.read();
  expect(vault.reads).toBe(2);
});

it("goes on with the last value while the vault is away, asking every 30 seconds, for an hour at most", async () => {
  const clock = new FakeClock();
  const vault = new FakeSecret([value]);
  const cached = new CachedSecret(vault, clock);
  await cached.read();
  vault.failure = new Error("away");
  clock.pass(20 * 60);
  expect(await cached.read()).toEqual([value]);
  expect(await cached.read()).toEqual([value]);
  expect(vault.reads).toBe(2);
  clock.pass(30);
  await cached.read();
  expect(vault.reads).toBe(3);
  clock.pass(40 * 60);
  await expect(cached.read()).rejects.toThrow("away");
});

it("makes new things with the newest value that has settled, or the oldest if none has", () => {
  const old = { id: "1", value: "old", createdAt: 1_000_000 };
  const young = { id: "2", value: "young", createdAt: 2_000_000 };
  expect(settledVersion([young, old], 2_599_999, 600)).toBe(old);
  expect(settledVersion([young, old], 2_600_000, 600)).toBe(young);
  expect(settledVersion([young, old], 1_000_001, 600)).toBe(old);
});
