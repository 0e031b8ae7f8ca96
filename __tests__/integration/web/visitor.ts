import type { BrowserContext, Locator, Page } from "playwright-core";

/** How a visitor enters. */
export interface Entering {
  readonly name: string;
  /** @default a new room */
  readonly link?: string;
  readonly relayOnly?: boolean;
}

/** Somebody with a browser, who looks at the page and uses it as people do. */
export class Visitor {
  /** What the browser complained about: refused by the content security policy, uncaught errors. */
  readonly complaints: string[] = [];
  /** Every address that the page asked for. */
  readonly requests: string[] = [];
  /** What the browser warned about, whoever wrote it. */
  readonly warnings: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (/Content Security Policy|Trusted|refused/i.test(message.text())) {
        this.complaints.push(message.text());
      }
      if (message.type() === "warning" || message.type() === "error") {
        this.warnings.push(message.text());
      }
    });
    page.on("request", (request) => this.requests.push(request.url()));
  }

  static async open(context: BrowserContext, url: string): Promise<Visitor> {
    await context.addInitScript({ content: keepConnections });
    await context.addInitScript({ content: keepNotices });
    return new Visitor(await context.newPage(), url);
  }

  /** Fills in the form and waits until the page is in the room. */
  async enter(entering: Entering): Promise<void> {
    await this.fill(entering);
    await this.goIn();
    await this.connected();
  }

  async fill({ name, link = this.url, relayOnly = false }: Entering): Promise<void> {
    await this.page.goto(link);
    await this.page.getByLabel("Your name").fill(name);
    await this.page.getByLabel("Hide my network address").setChecked(relayOnly);
  }

  goIn(): Promise<void> {
    return this.page.getByRole("button", { name: /Start a room|Enter/ }).click();
  }

  /** Address of the room, to be passed on. */
  get link(): string {
    return this.page.url();
  }

  /** Region that serves this visitor, once one does. */
  async connected(region?: string, timeout = 15_000): Promise<string> {
    const which = region === undefined ? "" : `[data-endpoint="${region}"]`;
    const pill = this.page.locator(`#signaling[data-state="connected"]${which}`);
    await pill.waitFor({ timeout });
    return (await pill.getAttribute("data-endpoint")) ?? "";
  }

  /** The tile of somebody else. */
  tile(name: string): Locator {
    return this.page.locator(".tile:not(.own)", { has: this.page.getByText(name, { exact: true }) });
  }

  /** Waits until there is a way to somebody, and gives it, such as `relay over tls`. */
  async pathTo(name: string, timeout = 15_000): Promise<string> {
    const tile = this.tile(name).and(this.page.locator('[data-state="connected"]:not([data-path=""])'));
    await tile.waitFor({ timeout });
    return `${await tile.getAttribute("data-path")} over ${await tile.getAttribute("data-protocol")}`;
  }

  async say(text: string, way: "by the server" | "direct" = "by the server"): Promise<void> {
    await this.page.getByLabel("Straight to the browsers").setChecked(way === "direct");
    await this.page.getByLabel("Message").fill(text);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".line.own .text").getByText(text, { exact: true }).waitFor();
  }

  /** Waits until somebody said this. */
  async hear(text: string, timeout = 10_000): Promise<void> {
    await this.page.locator(".line:not(.own) .text").getByText(text, { exact: true }).waitFor({ timeout });
  }

  /** Clicks on a button. */
  press(button: "Camera" | "Microphone" | "Leave"): Promise<void> {
    return this.page.getByRole("button", { name: button }).click();
  }

  /** Clicks twice, faster than a device starts. */
  pressTwice(button: "Camera" | "Microphone"): Promise<void> {
    return this.page.getByRole("button", { name: button }).dblclick();
  }

  /** Waits until pictures of somebody else move. */
  async seesPictures(): Promise<void> {
    const script = "document.querySelector('.tile:not(.own) video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0";
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await this.page.evaluate<number>(script)) > 5) {
        return;
      }
      await this.page.waitForTimeout(50);
    }
    throw new Error("no moving picture within ten seconds");
  }

  /** Makes the page look for its ways again, as a change of networks would. */
  async restartIce(): Promise<void> {
    await this.page.evaluate("for (const connection of keptConnections) connection.restartIce()");
  }

  /** Users that the page's relays know it by, the newest last. */
  async relayUsers(): Promise<readonly string[]> {
    const script =
      "keptConnections.flatMap((connection) => connection.getConfiguration().iceServers.flatMap(({ username }) => username || []))";
    return this.page.evaluate<string[]>(script);
  }

  /** How often the page asked for TURN credentials. */
  get credentialRequests(): number {
    return this.requests.filter((url) => url.endsWith("/turn-credentials")).length;
  }

  /** How often the page made ICE start again. */
  restarts(): Promise<number> {
    return this.page.evaluate<number>("iceRestarts");
  }

  /** What the page told its person so far: notices, and the words on the tiles of others without their delays. */
  async told(): Promise<{ readonly notices: readonly string[]; readonly tiles: readonly string[] }> {
    const [notices, tiles] = await this.page.evaluate<[string[], string[]]>("[[...keptNotices], [...keptTiles]]");
    return { notices, tiles };
  }

  /** How many connections the page has made so far. */
  connectionsMade(): Promise<number> {
    return this.page.evaluate<number>("keptConnections.length");
  }

  /** Name that the newest connection's ICE goes by on this side; a restart changes it. */
  iceUser(): Promise<string> {
    return this.page.evaluate<string>(iceUser);
  }

  /** Waits until ICE has started again and both sides agree on it. */
  async waitForAnotherIceUser(before: string): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const stable = await this.page.evaluate<boolean>("keptConnections.at(-1).signalingState === 'stable'");
      if (stable && (await this.iceUser()) !== before) {
        return;
      }
      await this.page.waitForTimeout(50);
    }
    throw new Error("ICE did not start again within ten seconds");
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

const iceUser = "/a=ice-ufrag:(.+)/.exec(keptConnections.at(-1).currentLocalDescription.sdp)[1]";

/** Keeps what the page connects, so that a test can reach it. */
const keepConnections = `
  window.keptConnections = [];
  window.iceRestarts = 0;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...options) {
      super(...options);
      keptConnections.push(this);
    }
    restartIce() {
      iceRestarts += 1;
      super.restartIce();
    }
  };`;

/** Keeps every notice and every word on a tile that was ever to be seen, however short. */
const keepNotices = `
  window.keptNotices = new Set();
  window.keptTiles = new Set();
  new MutationObserver(() => {
    const notice = document.getElementById("notice")?.textContent;
    if (notice) keptNotices.add(notice);
    for (const { textContent } of document.querySelectorAll(".tile:not(.own) .path"))
      if (textContent) keptTiles.add(textContent.replace(/, \\d+ ms$/, ""));
  }).observe(document, { subtree: true, childList: true, characterData: true });`;
