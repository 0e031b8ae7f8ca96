import { live, Scene } from "./fakes";

it("sends viewers to the instance that reports the room, whatever hash and Redis say", async () => {
  const scene = new Scene();
  for (const id of ["a", "b", "c"]) {
    scene.store.leases.set("room", "a");
    scene.reports(id, [live("room")]);
    expect(await scene.find("room")).toBe(id);
    scene.reports(id, []);
  }
});

it("finds a room that another router placed, before any instance reports it", async () => {
  const scene = new Scene();
  for (const id of ["a", "b", "c"]) {
    scene.store.leases.set(`room-of-${id}`, id);
    expect(await scene.find(`room-of-${id}`)).toBe(id);
    expect(await scene.claim(`room-of-${id}`)).toBe(id);
  }
});

it("finds a room that it placed itself while Redis is away", async () => {
  const scene = new Scene();
  scene.store.leases.set("room", "c");
  expect(await scene.claim("room")).toBe("c");
  scene.store.away = true;
  expect(await scene.find("room")).toBe("c");
});

it("places nothing for viewers: made-up names leave no trace", async () => {
  const scene = new Scene();
  await scene.find("made-up");
  expect([scene.store.leases.size, scene.fleet.roomCount]).toEqual([0, 0]);
});

it("takes the lease back when the publisher was refused", async () => {
  const scene = new Scene();
  const placement = await scene.directory.claim("room");
  if (placement.kind === "at") {
    await scene.directory.withdraw("room", placement.instance);
  }
  expect([scene.store.leases.size, scene.fleet.roomCount]).toEqual([0, 0]);
});

it("moves a room away from an instance that is down, in Redis too", async () => {
  const scene = new Scene();
  scene.store.leases.set("room", "a");
  scene.dies("a");
  const home = await scene.claim("room");
  expect(["b", "c"]).toContain(home);
  expect(scene.store.leases.get("room")).toBe(home);
  expect(scene.journal.moves).toEqual(["dead"]);
});

it("moves a room away from an instance that nobody knows any more", async () => {
  const scene = new Scene();
  scene.store.leases.set("room", "of-last-week");
  expect(["a", "b", "c"]).toContain(await scene.claim("room"));
});

it("leaves the live rooms of a draining instance where they are, and gives it no other", async () => {
  const scene = new Scene();
  scene.reports("b", [live("room")]);
  scene.drains("b");
  expect(await scene.find("room")).toBe("b");
  expect(await scene.claim("room")).toBe("b");
  const homes = await Promise.all(Array.from({ length: 100 }, (_, index) => scene.claim(`new-${index}`)));
  expect(homes).not.toContain("b");
});

it("moves a room of a draining instance once its publisher left, though viewers still wait there", async () => {
  const scene = new Scene();
  scene.store.leases.set("room", "b");
  scene.reports("b", [live("room", false)]);
  scene.drains("b");
  expect(await scene.claim("room")).not.toBe("b");
  expect(scene.journal.moves).toEqual(["draining"]);
});

it("treats an instance that discovery no longer names as draining, while it answers", async () => {
  const scene = new Scene();
  scene.reports("b", [live("room")]);
  scene.fleet.discovered([{ id: "a", origin: "http://a" }]);
  expect(scene.fleet.takingNewRooms.map(({ id }) => id)).toEqual(["a"]);
  expect(await scene.find("room")).toBe("b");
});

it("goes on by hash while Redis is away, the same for every router, and counts it", async () => {
  const [one, other] = [new Scene(), new Scene(["c", "b", "a"])];
  one.store.away = true;
  other.store.away = true;
  for (let index = 0; index < 20; index++) {
    expect(await other.find(`room-${index}`)).toBe(await one.claim(`room-${index}`));
  }
  expect(one.journal.fallbacks).toBe(20);
});

it("takes no more rooms than it may, but lets those go on that are there", async () => {
  const scene = new Scene(["a"], 2);
  scene.reports("a", [live("one"), live("two")]);
  expect(await scene.claim("three")).toBe("full");
  expect(await scene.claim("two")).toBe("a");
});

it("says that there is nobody when nobody answers", async () => {
  const scene = new Scene(["a"]);
  scene.dies("a");
  expect([await scene.claim("room"), await scene.find("room")]).toEqual(["none", "none"]);
});

it("takes an instance that is slow once for slow, and one that is slow twice for down", () => {
  const scene = new Scene(["a"]);
  expect(scene.fleet.failed(scene.member("a"), false)).toBe(false);
  expect(scene.member("a").up).toBe(true);
  expect(scene.fleet.failed(scene.member("a"), false)).toBe(true);
  expect(scene.member("a").up).toBe(false);
});
