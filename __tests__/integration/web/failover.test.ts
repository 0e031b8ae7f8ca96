import { startWorld, type World } from "./world";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.stop());

it("keeps a call when the functions of its region die, and goes on at the next region", async () => {
  const site = await world.site({ regions: ["westeurope", "northeurope"] });
  const [ada, bob] = [await site.visitor(), await site.visitor()];
  await ada.enter({ name: "Ada", relayOnly: true });
  await bob.enter({ name: "Bob", relayOnly: true, link: ada.link });
  await Promise.all([ada.pathTo("Bob"), bob.pathTo("Ada")]);
  const first = await ada.connected();
  expect(await bob.connected()).toBe(first);
  await ada.press("Camera");
  await bob.seesPictures();
  const made = await bob.connectionsMade();

  await site.regions.get(first)?.stop();
  await bob.say("Still here?", "direct");
  await ada.hear("Still here?");
  const second = first === "westeurope" ? "northeurope" : "westeurope";
  await Promise.all([ada.connected(second, 30_000), bob.connected(second, 30_000)]);

  await ada.say("By the other region");
  await bob.hear("By the other region");
  // Long enough for strangers to be called: the call has to be the same one.
  await bob.page.waitForTimeout(2500);
  expect(await bob.connectionsMade()).toBe(made);
  await bob.seesPictures();
  expect(await bob.pathTo("Ada")).toBe("relay over udp");

  const eve = await site.visitor();
  await eve.enter({ name: "Eve", link: ada.link });
  expect(await eve.connected()).toBe(second);
  await Promise.all([eve.pathTo("Ada"), eve.pathTo("Bob")]);
  await Promise.all([ada, bob, eve].map((visitor) => visitor.close()));
});

it("negotiates again after a move: the call finds a new way under the new names", async () => {
  const site = await world.site({ regions: ["westeurope", "northeurope"] });
  const [ada, bob] = [await site.visitor(), await site.visitor()];
  await ada.enter({ name: "Ada", relayOnly: true });
  await bob.enter({ name: "Bob", relayOnly: true, link: ada.link });
  await Promise.all([ada.pathTo("Bob"), bob.pathTo("Ada")]);
  const first = await ada.connected();
  await site.regions.get(first)?.stop();
  const second = first === "westeurope" ? "northeurope" : "westeurope";
  await Promise.all([ada.connected(second, 30_000), bob.connected(second, 30_000)]);
  const before = await ada.iceUser();
  await ada.restartIce();
  await ada.waitForAnotherIceUser(before);
  expect(await ada.pathTo("Bob")).toBe("relay over udp");
  await ada.say("mended", "direct");
  await bob.hear("mended");
  await Promise.all([ada.close(), bob.close()]);
});

it("mends a call whose relay was restarted", async () => {
  const site = await world.site();
  const [ada, bob] = [await site.visitor(), await site.visitor()];
  await ada.enter({ name: "Ada", relayOnly: true });
  await bob.enter({ name: "Bob", relayOnly: true, link: ada.link });
  await Promise.all([ada.pathTo("Bob"), bob.pathTo("Ada")]);
  const made = await bob.connectionsMade();
  await world.restartRelay();
  await ada.tile("Bob").and(ada.page.locator('[data-state="disconnected"], [data-state="failed"]')).waitFor();
  await Promise.all([ada.pathTo("Bob", 40_000), bob.pathTo("Ada", 40_000)]);
  await ada.say("back again", "direct");
  await bob.hear("back again");
  expect(await bob.connectionsMade()).toBe(made);
  await Promise.all([ada.close(), bob.close()]);
}, 90_000);
