import type { Endpoint } from "@webrtc-stacks/signaling/endpoint-order";
import { array, type InferOutput, minLength, pipe, regex, strictObject, string } from "valibot";

/** What the page has to know of a deployment: the file `config.json` beside it, written when it is published. */
export const pageConfig = strictObject({
  /** Functions, one entry per region. Their order does not matter: every room has one of its own. */
  endpoints: pipe(
    array(
      strictObject({
        key: pipe(string(), regex(/^[\w-]{1,40}$/)),
        api: pipe(string(), regex(/^(https:\/\/[\w.-]+|http:\/\/127\.0\.0\.1)(:\d+)?\/[\w/-]*[\w-]$/)),
      }),
    ),
    minLength(1),
  ),
  /** STUN servers, which are tried before any relay. May be empty: then relays step in where host addresses do not do. */
  stun: array(pipe(string(), regex(/^stuns?:[\w.\-[\]:]+$/))),
});

export type PageConfig = InferOutput<typeof pageConfig> & { readonly endpoints: readonly Endpoint[] };
