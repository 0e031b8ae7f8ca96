import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { type Site, startWorld, type World } from "./world";

const screenshots = join(__dirname, "../../../apps/web/screenshots");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const devices = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
} as const satisfies Record<string, BrowserContextOptions>;

const looks = (["phone", "desktop"] as const).flatMap((device) =>
  (["light", "dark"] as const).map((colorScheme) => [device, colorScheme] as const),
);

let world: World;
let site: Site;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  world = await startWorld();
  site = await world.site({ regions: ["westeurope", "northeurope"], ways: ["udp", "tcp", "tls"] });
});

afterAll(() => world.stop());

/** What axe objects to, as `rule: element`. All of its rules are on, best practices too. */
async function objections(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)))",
  );
}

/** Whether something is wider than the screen. */
function overflow(page: Page): Promise<boolean> {
  return page.evaluate<boolean>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}

it.each(looks)("is accessible and fits on a %s, in %s colours", async (device, colorScheme) => {
  const options = { ...devices[device], colorScheme };
  const [ada, bob] = [await site.visitor(options), await site.visitor(options)];
  const check = async (page: Page, name: string): Promise<void> => {
    await page.screenshot({
      path: join(screenshots, `${name}-${device}-${colorScheme}.png`),
      fullPage: device === "phone",
    });
    expect(await objections(page)).toEqual([]);
    expect(await overflow(page)).toBe(false);
  };
  await ada.page.goto(site.url);
  await check(ada.page, "start");
  await ada.enter({ name: "Ada", relayOnly: true });
  await check(ada.page, "waiting");
  await bob.enter({ name: "Bob", relayOnly: true, link: ada.link });
  await ada.pathTo("Bob");
  await ada.say("Did you get the drawings?");
  await bob.say("Yes, one moment. I send you a link to the second version as soon as it is there.");
  await bob.say("Here it is", "direct");
  await ada.hear("Here it is");
  await bob.press("Camera");
  await ada.seesPictures();
  await check(ada.page, "room");
  await ada.page.goto(`${site.url}/diagnosis.html`);
  await check(ada.page, "diagnosis-before");
  await ada.page.getByRole("button", { name: "Start" }).click();
  await ada.page.getByRole("button", { name: "Again" }).waitFor({ timeout: 40_000 });
  await check(ada.page, "diagnosis");
  await Promise.all([ada.close(), bob.close()]);
});

it("can be used with the keyboard alone", async () => {
  const visitor = await site.visitor();
  const { page } = visitor;
  await page.goto(site.url);
  await page.getByLabel("Your name").focus();
  await page.keyboard.type("Ada");
  await page.keyboard.press("Enter");
  await visitor.connected();
  const reached: string[] = [];
  for (let step = 0; step < 10; step += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate<string>("document.activeElement?.id || document.activeElement?.innerText || ''"));
  }
  expect(reached).toEqual(expect.arrayContaining(["microphone", "camera", "copy", "leave", "lines", "text", "direct"]));
  await page.locator("#microphone").focus();
  await page.keyboard.press("Space");
  await page.locator('#microphone[aria-pressed="true"]').waitFor();
  await visitor.close();
});

it("shows in the diagnosis each way to the relay: STUN, UDP, TCP, TLS", async () => {
  const visitor = await site.visitor();
  await visitor.page.goto(`${site.url}/diagnosis.html`);
  await visitor.page.getByRole("button", { name: "Start" }).click();
  await visitor.page.getByText("4 of 4 servers work from here.").waitFor({ timeout: 40_000 });
  const rows = await visitor.page.locator("#relays tr[data-result=ok] th").allInnerTexts();
  expect(rows).toEqual(["STUN, UDP", "TURN, UDP", "TURN, TCP", "TURN, TLS"]);
  expect(await visitor.page.locator("#endpoints tr[data-result=ok]").count()).toBe(2);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

it("says in the diagnosis which way does not work", async () => {
  const broken = await world.site({
    stun: ["stun:127.0.0.1:9"],
    settings: { TURN_AZURE_URLS: "turn:127.0.0.1:9?transport=udp" },
  });
  const visitor = await broken.visitor();
  await visitor.page.goto(`${broken.url}/diagnosis.html`);
  await visitor.page.getByRole("button", { name: "Start" }).click();
  await visitor.page.getByText("0 of 2 servers work from here.").waitFor({ timeout: 40_000 });
  expect(await visitor.page.locator("#relays tr[data-result=failed]").count()).toBe(2);
  await visitor.close();
});
