import type { Visitor } from "./visitor";
import { type Site, startWorld, type World } from "./world";

let world: World;
let site: Site;

beforeAll(async () => {
  // The browsers' own addresses are elsewhere, so the relay refuses them as peers, as nodes refuse private addresses.
  world = await startWorld("127.0.0.2");
  site = await world.site();
});

afterAll(() => world.stop());

/** Lets people into the room of those who are inside, one after another; only the one named hides their address. */
async function enterAll(names: readonly string[], hiding: string, inside: readonly Visitor[] = [], at: Site = site) {
  const visitors = [...inside];
  for (const name of names) {
    const visitor = await at.visitor();
    const [first] = visitors;
    await visitor.enter({ name, relayOnly: name === hiding, ...(first && { link: first.link }) });
    visitors.push(visitor);
  }
  return visitors;
}

/** Waits until everybody has a way to everybody else; with the one who hides it is a relay's. */
async function expectConnected(visitors: readonly Visitor[], names: readonly string[], hiding: string): Promise<void> {
  const ways = visitors.flatMap((visitor, at) =>
    names
      .filter((name) => name !== names[at])
      .map(async (name) => [names[at], name, await visitor.pathTo(name, 20_000)]),
  );
  for (const [from = "", to = "", way] of await Promise.all(ways)) {
    expect([from, to, way]).toEqual([from, to, [from, to].includes(hiding) ? "relay over udp" : expect.any(String)]);
  }
}

/** Everybody asked for credentials once, and saw nothing but calls that came about at once. */
async function expectQuiet(visitors: readonly Visitor[], names: readonly string[]): Promise<void> {
  const seen = visitors.map(async (visitor, at) => {
    const { notices, tiles } = await visitor.told();
    return {
      name: names[at],
      requests: visitor.credentialRequests,
      restarts: await visitor.restarts(),
      told: [...notices, ...tiles.filter((words) => !/^(connecting …|connected|(direct|relayed).*)$/.test(words))],
      complaints: [...visitor.complaints, ...visitor.warnings],
    };
  });
  const right = names.map((name) => ({ name, requests: 1, restarts: 0, told: [], complaints: [] }));
  expect(await Promise.all(seen)).toEqual(right);
}

it.each([
  ["comes", "Bob"],
  ["is there", "Ada"],
])(
  "connects two people of whom the one who %s hides, for one request each and without a restart",
  async (_who, hiding) => {
    const names = ["Ada", "Bob"];
    const visitors = await enterAll(names, hiding);
    await expectConnected(visitors, names, hiding);
    // Longer than a call without relays waits for its first restart.
    await visitors[0]?.page.waitForTimeout(3000);
    await expectQuiet(visitors, names);
    await Promise.all(visitors.map((visitor) => visitor.close()));
  },
);

it("connects three people and then seven of whom one hides, for one request each and without a restart", async () => {
  // Three ways for each of six connections are more allocations than a node gives a user.
  const threeWays = await world.site({ ways: ["udp", "tcp", "tls"] });
  const names = ["Ada", "Bob", "Cy"];
  const three = await enterAll(names, "Bob", [], threeWays);
  await expectConnected(three, names, "Bob");
  await expectQuiet(three, names);
  const later = ["Dan", "Eve", "Fay", "Gus"];
  const seven = await enterAll(later, "Bob", three, threeWays);
  await expectConnected(seven, [...names, ...later], "Bob");
  await expectQuiet(seven, [...names, ...later]);
  await Promise.all(seven.map((visitor) => visitor.close()));
}, 180_000);

it("connects the fourteenth call in a row from one address, in which one of two hides", async () => {
  const [ada, bob] = [await site.visitor(), await site.visitor()];
  for (let call = 1; call <= 14; call += 1) {
    const link = `${site.url}/#call-${String(call).padStart(17, "0")}`;
    await Promise.all([ada.enter({ name: "Ada", link }), bob.enter({ name: "Bob", link, relayOnly: true })]);
    expect(await bob.pathTo("Ada")).toBe("relay over udp");
    expect([ada, bob].map(({ credentialRequests }) => credentialRequests)).toEqual([call, call]);
    await Promise.all([ada, bob].map((visitor) => visitor.press("Leave")));
  }
  await Promise.all([ada.close(), bob.close()]);
}, 240_000);

it("says why there is no relay for as long as somebody needs one, in plain words", async () => {
  const capped = await world.site({ settings: { TURN_USER_HOURLY_CAP: "0" } });
  const [ada, bob] = [await capped.visitor(), await capped.visitor()];
  await ada.enter({ name: "Ada" });
  await bob.enter({ name: "Bob", relayOnly: true, link: ada.link });
  const notice = bob.page.locator("#notice");
  const sentence = /^No relay at the moment\. There were too many requests from your network\.( Try again in .+\.)?$/;
  await notice.filter({ hasText: sentence }).waitFor();
  await ada.press("Leave");
  await bob.tile("Ada").waitFor({ state: "detached" });
  expect(await notice.textContent()).toBe("");
  await Promise.all([ada.close(), bob.close()]);
});

it("shows that the link is copied, and then no more", async () => {
  const ada = await site.visitor({ permissions: ["clipboard-write"] });
  await ada.page.clock.install();
  await ada.enter({ name: "Ada" });
  await ada.page.getByRole("button", { name: "Copy link" }).click();
  await ada.page.getByText("The link is copied.").waitFor();
  await ada.page.clock.runFor(5000);
  expect(await ada.page.locator("#notice").textContent()).toBe("");
  await ada.close();
});
