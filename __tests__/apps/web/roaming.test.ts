import { ApiError } from "../../../apps/web/src/signaling/api-error";
import type { ConnectionEvents, OpenConnection } from "../../../apps/web/src/signaling/hub";
import { Roaming, type RoamingState } from "../../../apps/web/src/signaling/roaming";

const endpoints = ["first", "second"].map((key) => ({ key, api: `https://${key}.example.com/api` }));

/** Endpoints that come and go as a test wants, and what happened at them. */
class World {
  readonly down = new Set<string>();
  readonly events: string[] = [];
  readonly lost = new Map<string, ConnectionEvents["lost"]>();
  refuse: string | undefined;
  readonly roaming: Roaming;

  constructor() {
    const nothing = (): void => undefined;
    this.roaming = new Roaming(
      endpoints,
      this.open,
      async (api) => !this.down.has(new URL(api).hostname.split(".")[0] ?? ""),
      {
        state: (state) => this.events.push(describe(state)),
        entering: (userId) => this.events.push(`entering as ${userId}`),
        roster: nothing,
        peerJoined: nothing,
        peerLeft: nothing,
        signal: nothing,
      },
    );
  }

  /** What happened since the last question. */
  happened(): readonly string[] {
    return this.events.splice(0);
  }

  private readonly open: OpenConnection = async (endpoint, { lost }) => {
    if (this.down.has(endpoint.key)) {
      throw new ApiError("unreachable", "down");
    }
    this.lost.set(endpoint.key, lost);
    return {
      endpoint,
      api: Object.assign(Object.create(null), { userId: `user at ${endpoint.key}` }),
      enter: async () => {
        if (this.refuse !== undefined) {
          throw new ApiError(this.refuse, "no");
        }
        this.events.push(`entered ${endpoint.key}`);
      },
      close: () => this.events.push(`left ${endpoint.key}`),
    };
  };
}

function describe(state: RoamingState): string {
  return state.kind === "connected" ? `connected to ${state.endpoint}` : state.kind;
}

let world: World;

beforeEach(() => {
  jest.useFakeTimers();
  world = new World();
});

afterEach(() => {
  world.roaming.stop();
  jest.useRealTimers();
});

it("enters at the first endpoint of the room that serves", async () => {
  world.down.add("first");
  await world.roaming.settle();
  expect(world.happened()).toEqual([
    "connecting",
    "entering as user at second",
    "entered second",
    "connected to second",
  ]);
});

it("asks again and again while none serves", async () => {
  world.down.add("first").add("second");
  const settled = world.roaming.settle();
  await jest.advanceTimersByTimeAsync(20_000);
  world.down.delete("second");
  await jest.advanceTimersByTimeAsync(20_000);
  await settled;
  expect(world.happened().at(-1)).toBe("connected to second");
});

it("goes on at the next endpoint when its own is lost", async () => {
  await world.roaming.settle();
  world.happened();
  world.down.add("first");
  world.lost.get("first")?.();
  await jest.advanceTimersByTimeAsync(0);
  expect(world.happened()).toEqual([
    "left first",
    "connecting",
    "entering as user at second",
    "entered second",
    "connected to second",
  ]);
});

it("goes back when the first serves again for two looks, and enters there before it leaves here", async () => {
  world.down.add("first");
  await world.roaming.settle();
  world.happened();
  world.down.delete("first");
  await jest.advanceTimersByTimeAsync(16_000);
  expect(world.happened()).toEqual([]);
  await jest.advanceTimersByTimeAsync(16_000);
  expect(world.happened()).toEqual(["entering as user at first", "entered first", "left second", "connected to first"]);
});

it("follows a peer to another endpoint, and stays with them", async () => {
  await world.roaming.settle();
  await world.roaming.follow("second");
  expect(world.happened().at(-1)).toBe("connected to second");
  await jest.advanceTimersByTimeAsync(60_000);
  expect(world.happened()).toEqual([]);
});

it("follows nobody to where it is not served, and to nowhere unknown", async () => {
  await world.roaming.settle();
  world.happened();
  world.down.add("second");
  await world.roaming.follow("second");
  await world.roaming.follow("elsewhere");
  expect(world.happened()).toEqual([]);
});

it("stops at a full room, which other endpoints would not have either", async () => {
  world.refuse = "room-full";
  await world.roaming.settle();
  expect(world.happened()).toEqual(["connecting", "entering as user at first", "left first", "refused"]);
});
