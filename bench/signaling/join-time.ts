import buildPage from "../../__tests__/integration/web/build-page";
import { startWorld } from "../../__tests__/integration/web/world";
import { type Figure, percentile } from "../figures";

const runs = 7;

/** From "Enter" until both see each other as connected, by the relay alone, with real browsers, functions and coturn. */
export async function joinTime(): Promise<Figure> {
  buildPage();
  const world = await startWorld();
  try {
    const site = await world.site({ settings: { TURN_USER_HOURLY_CAP: "1000", TURN_ADDRESS_HOURLY_CAP: "1000" } });
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const [ada, bob] = [await site.visitor(), await site.visitor()];
      await ada.enter({ name: "Ada", relayOnly: true });
      await bob.fill({ name: "Bob", link: ada.link, relayOnly: true });
      const start = performance.now();
      await bob.goIn();
      const paths = await Promise.all([ada.pathTo("Bob"), bob.pathTo("Ada")]);
      times.push(performance.now() - start);
      if (paths.some((path) => path !== "relay over udp")) {
        throw new Error(`a path was ${paths.join(" and ")}`);
      }
      await Promise.all([ada.close(), bob.close()]);
    }
    const slowest = `slowest ${Math.max(...times).toFixed(0)} ms`;
    return {
      what: `join until both are connected, relay only, median of ${runs}, ms (${slowest})`,
      value: percentile(times, 0.5),
      limit: 1500,
    };
  } finally {
    await world.stop();
  }
}
