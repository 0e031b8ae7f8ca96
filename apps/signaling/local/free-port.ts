import { createServer } from "node:net";

/** A free port of the loopback address: the preferred one if it is. */
export async function freePort(preferred = 0): Promise<number> {
  const probe = createServer();
  const taken = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(true));
    probe.listen(preferred, "127.0.0.1", () => resolve(false));
  });
  if (taken) {
    return freePort();
  }
  const address = probe.address();
  await new Promise<unknown>((resolve) => probe.close(resolve));
  return address === null || typeof address === "string" ? 0 : address.port;
}
