import ipaddr from "ipaddr.js";
import { overlaps } from "../../shared/ports";
import { RenderError } from "../render-error";
import type { ClusterInput } from "./input";

/** Fewest nodes that still carry the load of one that fails without doubling their own. */
const fewestNodes = 3;

/** @throws RenderError for a cluster that cannot work. */
export function checkCluster(file: string, input: ClusterInput): void {
  if (input.nodes.length < fewestNodes) {
    throw new RenderError(
      file,
      "nodes",
      input.nodes.length,
      `A cluster has at least ${fewestNodes} nodes: with two, one has to carry everything when the other fails.`,
      "Add nodes.",
    );
  }
  for (const [index, node] of input.nodes.entries()) {
    for (const other of input.nodes.slice(0, index)) {
      const reject = (field: string, value: unknown, remedy: string): never => {
        throw new RenderError(file, `nodes.${field}`, value, `${other.name} and ${node.name} share it.`, remedy);
      };
      if (other.name === node.name) {
        reject("name", node.name, "Make it unique.");
      }
      if (other.privateAddress === node.privateAddress) {
        // coturn shares a port without a word (SO_REUSEPORT), and each restart then moves live flows to another node.
        if (other.port === node.port || other.healthPort === node.healthPort) {
          reject("port", node.port, "Give each node on one host ports of its own.");
        }
        if (input.tls !== "off") {
          reject(
            "privateAddress",
            node.privateAddress,
            'TLS ports are the same on every node; use tls "off" on one host.',
          );
        }
        if (overlaps(other.relay, node.relay)) {
          reject("relay", node.relay, "Give each node on one host a relay range of its own.");
        }
      }
    }
  }
  for (const address of [input.balancerAddress, ...input.nodes.flatMap((n) => [n.privateAddress, n.publicAddress])]) {
    if (!ipaddr.IPv4.isValidFourPartDecimal(address)) {
      throw new RenderError(
        file,
        "address",
        address,
        "An IPv4 address is four numbers.",
        "Give no name: nginx does not start without its DNS.",
      );
    }
  }
}
