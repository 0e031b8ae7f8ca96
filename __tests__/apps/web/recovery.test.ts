import { Recovery } from "../../../apps/web/src/call/recovery";

const actions = { getRelays: jest.fn<Promise<void>, []>(), restart: jest.fn(), changed: jest.fn() };

/** Milliseconds after now at which ICE is started again. */
function restartsFromNow(): readonly number[] {
  const start = Date.now();
  const restarts: number[] = [];
  actions.restart.mockImplementation(() => restarts.push(Date.now() - start));
  return restarts;
}

beforeEach(() => {
  jest.useFakeTimers();
  jest.resetAllMocks();
  actions.getRelays.mockResolvedValue();
});

afterEach(() => jest.useRealTimers());

it("asks for no relay where a direct way is found", async () => {
  const recovery = new Recovery(actions, false);
  const restarts = restartsFromNow();
  await jest.advanceTimersByTimeAsync(2000);
  recovery.state("connected");
  await jest.advanceTimersByTimeAsync(60_000);
  expect([actions.getRelays.mock.calls.length, restarts]).toEqual([0, []]);
});

it("gets relays where a direct way takes long, then tries further and further apart, and never gives up", async () => {
  const restarts = restartsFromNow();
  new Recovery(actions, false);
  await jest.advanceTimersByTimeAsync(160_000);
  expect(restarts).toEqual([2500, 12_500, 32_500, 72_500, 112_500, 152_500]);
  expect(actions.getRelays).toHaveBeenCalledTimes(6);
});

it("gives the first ways more time where relays are among them", async () => {
  const restarts = restartsFromNow();
  new Recovery(actions, true);
  await jest.advanceTimersByTimeAsync(50_000);
  expect(restarts).toEqual([15_000, 25_000, 45_000]);
});

it.each([false, true])(
  "is not hurried by a browser that says `failed`, however often (relays: %s)",
  async (relayed) => {
    const quiet = restartsFromNow();
    const left = new Recovery(actions, relayed);
    await jest.advanceTimersByTimeAsync(60_000);
    left.stop();
    const recovery = new Recovery(actions, relayed);
    const restarts = restartsFromNow();
    for (let second = 0; second < 60; second += 0.1) {
      recovery.state("connecting");
      recovery.state("failed");
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(quiet.length).toBeGreaterThan(1);
    expect(restarts).toEqual(quiet);
  },
);

it("lets a short interruption mend itself", async () => {
  const recovery = new Recovery(actions, false);
  const restarts = restartsFromNow();
  recovery.state("connected");
  recovery.state("disconnected");
  await jest.advanceTimersByTimeAsync(2000);
  recovery.state("connected");
  await jest.advanceTimersByTimeAsync(10_000);
  expect(restarts).toEqual([]);
});

it.each(["disconnected", "failed"] as const)("mends a call that was connected and is %s", async (state) => {
  const recovery = new Recovery(actions, true);
  const restarts = restartsFromNow();
  recovery.state("connected");
  recovery.state(state);
  await jest.advanceTimersByTimeAsync(13_000);
  expect(restarts).toEqual([2500, 12_500]);
});

it("makes one try at a time, and none any more when the call is connected before the relays are there", async () => {
  const arrivals: (() => void)[] = [];
  actions.getRelays.mockImplementation(() => new Promise((resolve) => arrivals.push(resolve)));
  const recovery = new Recovery(actions, false);
  const restarts = restartsFromNow();
  await jest.advanceTimersByTimeAsync(30_000);
  recovery.state("failed");
  await jest.advanceTimersByTimeAsync(30_000);
  expect(arrivals.length).toBe(1);
  recovery.state("connected");
  arrivals[0]?.();
  await jest.advanceTimersByTimeAsync(30_000);
  expect([restarts, arrivals.length]).toEqual([[], 1]);
});

it("counts as failing with the second try, and not any more once connected", async () => {
  const recovery = new Recovery(actions, false);
  restartsFromNow();
  await jest.advanceTimersByTimeAsync(12_000);
  expect([recovery.failing, actions.changed.mock.calls.length]).toEqual([false, 0]);
  await jest.advanceTimersByTimeAsync(100_000);
  expect([recovery.failing, actions.changed.mock.calls.length]).toEqual([true, 1]);
  recovery.state("connected");
  expect([recovery.failing, actions.changed.mock.calls.length]).toEqual([false, 2]);
});

it("ends with its connection", async () => {
  const recovery = new Recovery(actions, false);
  const restarts = restartsFromNow();
  recovery.state("closed");
  await jest.advanceTimersByTimeAsync(60_000);
  expect(restarts).toEqual([]);
});
