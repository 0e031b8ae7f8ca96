import { Resolver } from "node:dns/promises";
import type { Instance } from "../core/instance";
import type { RouterSettings } from "../settings";

/** Finds the instances. */
export type Discovery = () => Promise<readonly Instance[]>;

/** Instances named one by one. */
export function listed(instances: readonly string[]): Discovery {
  const fixed = instances.map((text) => {
    const [id = "", origin = ""] = text.split("=");
    return { id, origin };
  });
  return async () => fixed;
}

/** Every address of a name, as of a headless Service or a private zone. */
export function byName(text: string, resolver: Pick<Resolver, "resolve4">): Discovery {
  const url = new URL(text);
  const port = url.port === "" ? "80" : url.port;
  return async () =>
    (await resolver.resolve4(url.hostname)).map((address) => ({
      id: `${address}:${port}`,
      origin: `http://${address}:${port}`,
    }));
}

export function discovery(settings: RouterSettings): Discovery {
  return settings.INSTANCES_DNS === undefined
    ? listed(settings.INSTANCES ?? [])
    : byName(settings.INSTANCES_DNS, new Resolver({ timeout: 1_000, tries: 2 }));
}
