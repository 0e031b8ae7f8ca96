import { isIP } from "node:net";
import { RenderError } from "../render-error";
import type { Endpoint, RoomHashInput } from "./room-hash-input";

const host = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** @throws RenderError for what the proxies would refuse, or would read as something else. */
export function checkRoomHash(file: string, input: RoomHashInput): void {
  const serving = input.instances.filter(({ state }) => state !== "leaving");
  if (serving.length === 0) {
    throw new RenderError(
      file,
      "instances",
      input.instances,
      "No instance takes rooms.",
      "List at least one instance.",
    );
  }
  const lists: readonly (readonly [string, readonly Endpoint[]])[] = [
    ["instances", input.instances],
    ["routers", input.routers ?? []],
    ["listen", [input.listen]],
    ["bootstrap", input.bootstrap.kind === "service" ? [input.bootstrap] : []],
  ];
  for (const [field, endpoints] of lists) {
    for (const endpoint of endpoints) {
      if (!host.test(endpoint.host) || !Number.isInteger(endpoint.port) || endpoint.port < 1 || endpoint.port > 65535) {
        throw new RenderError(file, field, endpoint, "Not a name or address with a port.", "Write a host and a port.");
      }
    }
    const places = endpoints.map(({ host: name, port }) => `${name}:${port}`);
    const twice = places.find((place, index) => places.indexOf(place) !== index);
    if (twice !== undefined) {
      throw new RenderError(file, field, twice, "Listed twice: its share of the rooms would double.", "List it once.");
    }
  }
  for (const range of input.trustedProxies ?? []) {
    const [address = "", bits] = range.split("/");
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits ?? "")) {
      throw new RenderError(
        file,
        "trustedProxies",
        range,
        "Not an address range.",
        'Write for example "10.20.0.0/16".',
      );
    }
  }
}
