import { ask, Browser, type Stand, startStand } from "./stand";

let stand: Stand;

beforeAll(async () => {
  stand = await startStand({ ROOM_LEASE_SECONDS: "5", TURN_ENABLED: "false" });
});

afterAll(() => stand.stop());

it("takes a member who vanished out when the lease ends, and tells the others", async () => {
  const room = "rooms/lease-0123456789";
  const [alice, bob] = [await Browser.open(stand), await Browser.open(stand)];
  await alice.post(`${room}/join`);
  await bob.post(`${room}/join`);
  await alice.receive(1);
  await bob.close();
  const heartbeat = setInterval(() => void alice.post(`${room}/join`), 1000);
  const [left] = await waitFor(alice, 12_000);
  clearInterval(heartbeat);
  expect(left).toMatchObject({ method: "peerLeft", argument: { userId: bob.userId, reason: "vanished" } });
  await alice.close();
}, 20_000);

it("gives no credentials while switched off, and says so in its health", async () => {
  const room = "rooms/switch-0123456789";
  const [alice, bob] = [await Browser.open(stand), await Browser.open(stand)];
  await alice.post(`${room}/join`);
  await bob.post(`${room}/join`);
  expect(await alice.post(`${room}/turn-credentials`)).toMatchObject({ status: 503, body: { code: "turn-off" } });
  expect((await ask(stand, "health", { method: "GET" })).body).toEqual({ status: "ok", turn: "off" });
  await Promise.all([alice.close(), bob.close()]);
});

async function waitFor(browser: Browser, milliseconds: number): Promise<Browser["received"]> {
  const end = Date.now() + milliseconds;
  while (browser.received.length === 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return browser.receive(1);
}
