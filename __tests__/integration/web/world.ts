import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { type RunningFunctions, runFunctions } from "../../../apps/signaling/local/run-functions";
import { type PageServer, servePage } from "../../../apps/web/local/page-server";
import { installedCoturn, type LocalRelay, startRelay } from "../../../cli/dev-web/local-relay";
import { launchChromium } from "./chromium";
import { Visitor } from "./visitor";

const secret = "a-shared-secret-of-the-relays-0123456789";

/** What a suite needs: a relay and a browser, shared by its sites. */
export interface World {
  readonly relay: LocalRelay;
  /** Ends the relay, and starts one at the same address that knows nothing of before. */
  restartRelay(): Promise<void>;
  /** A page with functions of its own, one per region. */
  site(options?: SiteOptions): Promise<Site>;
  stop(): Promise<void>;
}

export interface SiteOptions {
  readonly regions?: readonly string[];
  /** Ways to the relay that the functions hand out. */
  readonly ways?: readonly (keyof LocalRelay["urls"])[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly stun?: readonly string[];
}

export interface Site {
  readonly url: string;
  readonly regions: ReadonlyMap<string, RunningFunctions>;
  /** Opens the page in a browser of its own: no cookies, no storage in common. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>;
}

/** Starts a relay and a browser. `relayAddress`: loopback address of the relay, which serves no peers elsewhere. */
export async function startWorld(relayAddress = "127.0.0.1"): Promise<World> {
  const version = installedCoturn();
  if (version === undefined) {
    throw new Error("coturn is missing. Install it: apt-get install coturn (and stop the service that comes with it)");
  }
  const running = { relay: await startRelay(version, secret, { address: relayAddress }) };
  const { relay } = running;
  const browser = await launchChromium(relay.publicKeyHash);
  const functions: RunningFunctions[] = [];
  const pages: PageServer[] = [];
  return {
    get relay() {
      return running.relay;
    },
    restartRelay: async () => {
      await running.relay.stop();
      const [turn, tls] = [portOf(relay.urls.udp), portOf(relay.urls.tls)];
      running.relay = await startRelay(version, secret, { address: relayAddress, turn, tls });
      if (running.relay.urls.udp !== relay.urls.udp) {
        throw new Error(`the relay was at ${relay.urls.udp} and is at ${running.relay.urls.udp} now`);
      }
    },
    site: async (options = {}) => {
      const started = await startSite(relay, browser, options);
      functions.push(...started.running);
      pages.push(started.page);
      return started.site;
    },
    stop: async () => {
      await browser.close();
      for (const page of pages) {
        page.stop();
      }
      await Promise.all(functions.map((running) => running.stop()));
      await running.relay.stop();
    },
  };
}

function portOf(url: string): number {
  return Number(/:(\d+)\?/.exec(url)?.[1]);
}

async function startSite(
  relay: LocalRelay,
  browser: Browser,
  { regions = ["westeurope"], ways = ["udp"], settings = {}, stun = [relay.stun] }: SiteOptions,
): Promise<{ site: Site; page: PageServer; running: readonly RunningFunctions[] }> {
  const urls = ways.map((way) => relay.urls[way]).join(",");
  const running = await Promise.all(
    regions.map(() => runFunctions({ TURN_SHARED_SECRET: secret, TURN_AZURE_URLS: urls, ...settings })),
  );
  const deployment = running.map(({ api, signalr }, index) => {
    return { key: regions[index] ?? "", api, signalr, stun: [...stun] };
  });
  const page = await servePage(join(__dirname, "../../../apps/web/dist"), deployment);
  return {
    page,
    running,
    site: {
      url: page.url,
      regions: new Map(running.map((each, index) => [regions[index] ?? "", each])),
      visitor: async (options = {}) => Visitor.open(await browser.newContext(options), page.url),
    },
  };
}
