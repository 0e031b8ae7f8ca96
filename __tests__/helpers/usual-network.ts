import { synthNetwork } from "./network-variants";

/** The network layer with nothing out of the ordinary: written once for all files of a worker, since nobody changes it. */
export const usualNetwork = synthNetwork();
