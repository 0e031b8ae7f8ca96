import { startWorld, type World } from "./world";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.stop());

it("renews credentials before they end: a call finds a new relay after the first ones have", async () => {
  const site = await world.site({ settings: { TURN_TTL_SECONDS: "60" } });
  const [ada, bob] = [await site.visitor(), await site.visitor()];
  await ada.enter({ name: "Ada", relayOnly: true });
  await bob.enter({ name: "Bob", relayOnly: true, link: ada.link });
  await Promise.all([ada.pathTo("Bob"), bob.pathTo("Ada")]);
  const [first = ""] = await ada.relayUsers();
  const end = Number(first.split(":")[0]) * 1000;

  await ada.page.waitForTimeout(end - Date.now() + 2000);
  const [renewed = ""] = await ada.relayUsers();
  expect(Number(renewed.split(":")[0])).toBeGreaterThan(Date.now() / 1000);
  const before = await ada.iceUser();
  await ada.restartIce();
  await ada.waitForAnotherIceUser(before);
  expect(await ada.pathTo("Bob")).toBe("relay over udp");
  await bob.say("still relayed", "direct");
  await ada.hear("still relayed");
  expect(world.relay.log()).toContain(`user <${renewed}>: incoming packet ALLOCATE processed, success`);
  await Promise.all([ada.close(), bob.close()]);
}, 120_000);

it("tells people when relays are switched off, and goes on without", async () => {
  const site = await world.site({ settings: { TURN_ENABLED: "false" } });
  const [ada, bob] = [await site.visitor(), await site.visitor()];
  await ada.enter({ name: "Ada" });
  await bob.enter({ name: "Bob", link: ada.link, relayOnly: true });
  await bob.page.getByText("No relay at the moment").waitFor();
  await ada.say("at least this");
  await bob.hear("at least this");
  await Promise.all([ada.close(), bob.close()]);
});
