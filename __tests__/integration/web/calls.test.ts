import { type Site, startWorld, type World } from "./world";

let world: World;
let sites: Readonly<Record<"udp" | "tcp" | "tls", Site>>;

beforeAll(async () => {
  world = await startWorld();
  const [udp, tcp, tls] = await Promise.all([
    world.site({ ways: ["udp"] }),
    world.site({ ways: ["tcp"] }),
    world.site({ ways: ["tls"] }),
  ]);
  sites = { udp, tcp, tls };
});

afterAll(() => world.stop());

async function pair(site: Site, relayOnly: boolean) {
  const [ada, bob] = [await site.visitor(), await site.visitor()];
  await ada.enter({ name: "Ada", relayOnly });
  await bob.enter({ name: "Bob", relayOnly, link: ada.link });
  return { ada, bob, close: () => Promise.all([ada.close(), bob.close()]) };
}

it("lets two people chat by the server, and asks nobody but its own servers", async () => {
  const { ada, bob, close } = await pair(sites.udp, false);
  await ada.say("Hello Bob");
  await bob.hear("Hello Bob");
  await bob.say("<img src=x onerror=alert(1)>");
  await ada.hear("<img src=x onerror=alert(1)>");
  const own = [sites.udp.url, ...[...sites.udp.regions.values()].flatMap(({ api, signalr }) => [api, signalr])];
  const origins = new Set(own.map((url) => new URL(url).host));
  const others = [...ada.requests, ...bob.requests].filter((url) => !origins.has(new URL(url).host));
  expect(others).toEqual([]);
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
  await close();
});

it("connects straight where it can, and asks for no credentials then", async () => {
  const { ada, bob, close } = await pair(sites.udp, false);
  expect(await ada.pathTo("Bob")).toMatch(/^(host|prflx|srflx) over udp$/);
  await ada.say("just between us", "direct");
  await bob.hear("just between us");
  expect([...ada.requests, ...bob.requests].filter((url) => url.endsWith("/turn-credentials"))).toEqual([]);
  await close();
});

it.each(["udp", "tcp", "tls"] as const)("goes through the relay alone where people want that, over %s", async (way) => {
  const { ada, bob, close } = await pair(sites[way], true);
  expect(await bob.pathTo("Ada")).toBe(`relay over ${way}`);
  expect(await ada.pathTo("Bob")).toBe(`relay over ${way}`);
  await bob.say("hidden", "direct");
  await ada.hear("hidden");
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
  await close();
});

it("finds the relay by itself where the network lets nothing else through", async () => {
  const [ada, bob] = [await sites.tcp.visitor(), await sites.tcp.visitor()];
  await Promise.all([ada, bob].map(({ page }) => page.addInitScript({ content: relaysAlone })));
  await ada.enter({ name: "Ada" });
  await bob.enter({ name: "Bob", link: ada.link });
  expect(await bob.pathTo("Ada", 30_000)).toBe("relay over tcp");
  await bob.say("around the wall", "direct");
  await ada.hear("around the wall");
  await Promise.all([ada.close(), bob.close()]);
});

it("sends pictures and sound, and stops when they are switched off", async () => {
  const { ada, bob, close } = await pair(sites.udp, true);
  await ada.pathTo("Bob");
  // At the same moment: neither may get in the other's way.
  await Promise.all([
    ada.press("Camera"),
    // One mouse: clicks at the same moment would pull it away from each other.
    bob.press("Camera").then(() => bob.press("Microphone")),
  ]);
  for (const [visitor, name] of [
    [ada, "Bob"],
    [bob, "Ada"],
  ] as const) {
    await visitor.seesPictures();
    await visitor.tile(name).locator("video").waitFor({ state: "visible" });
  }
  await bob.press("Camera");
  await ada.tile("Bob").locator("video").waitFor({ state: "hidden" });
  await close();
});

it("opens a camera once, however fast people click, and lets go of it", async () => {
  const ada = await sites.udp.visitor();
  await ada.page.addInitScript({ content: keepTracks });
  await ada.enter({ name: "Ada" });
  const camera = (pressed: boolean) => ada.page.locator(`#camera[aria-pressed="${pressed}"]`);
  await ada.pressTwice("Camera");
  await camera(true).waitFor();
  expect(await ada.page.evaluate("keptTracks.map(({ readyState }) => readyState)")).toEqual(["live"]);
  await ada.press("Camera");
  await camera(false).waitFor();
  expect(await ada.page.evaluate("keptTracks.map(({ readyState }) => readyState)")).toEqual(["ended"]);
  await ada.close();
});

it("tells when somebody leaves, and takes them back in", async () => {
  const { ada, bob, close } = await pair(sites.udp, false);
  await ada.pathTo("Bob");
  const { link } = bob;
  await bob.press("Leave");
  await ada.tile("Bob").waitFor({ state: "detached" });
  await bob.enter({ name: "Bob", link });
  await ada.pathTo("Bob");
  await close();
});

it("connects everybody with everybody", async () => {
  const { ada, bob, close } = await pair(sites.udp, false);
  const eve = await sites.udp.visitor();
  await eve.enter({ name: "Eve", link: ada.link });
  await Promise.all([eve.pathTo("Ada"), eve.pathTo("Bob"), ada.pathTo("Eve"), bob.pathTo("Eve"), ada.pathTo("Bob")]);
  await eve.say("all of you", "direct");
  await Promise.all([ada.hear("all of you"), bob.hear("all of you")]);
  await Promise.all([eve.close(), close()]);
});

it("connects two who come at the same moment: one is called before it has the list of members", async () => {
  const [ada, bob] = [await sites.udp.visitor(), await sites.udp.visitor()];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await ada.page.route("**/join", async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  await ada.fill({ name: "Ada" });
  await Promise.all([ada.page.waitForRequest("**/join"), ada.goIn()]);
  await bob.enter({ name: "Bob", link: ada.link });
  while ((await ada.connectionsMade()) === 0) {
    await ada.page.waitForTimeout(5);
  }
  release();
  await Promise.all([ada.pathTo("Bob"), bob.pathTo("Ada")]);
  expect([await ada.connectionsMade(), await bob.connectionsMade()]).toEqual([1, 1]);
  expect([...ada.complaints, ...bob.complaints]).toEqual([]);
  await Promise.all([ada.close(), bob.close()]);
});

/** A network in which every way but a relay fails, whatever the page asks for. */
const relaysAlone = `
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration) {
      super({ ...configuration, iceTransportPolicy: "relay" });
    }
    setConfiguration(configuration) {
      super.setConfiguration({ ...configuration, iceTransportPolicy: "relay" });
    }
  };`;

/** Devices that take a while to start, as real ones do, and whose tracks a test can look at. */
const keepTracks = `
  window.keptTracks = [];
  const devices = navigator.mediaDevices;
  const start = devices?.getUserMedia.bind(devices);
  if (devices) {
    devices.getUserMedia = async (wanted) => {
      await new Promise((done) => setTimeout(done, 300));
      const stream = await start(wanted);
      keptTracks.push(...stream.getTracks());
      return stream;
    };
  }`;
