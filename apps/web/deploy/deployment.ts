import { array, check, type InferOutput, minLength, optional, parse, pipe, strictObject, string } from "valibot";
import { contentSecurityPolicy, pageHeaders } from "../../../modules/shared/page-headers";
import { type PageConfig, pageConfig } from "../src/page-config";

/** Where a page is published to: its regions, as the outputs of the layer `app` tell them. */
export const deployment = pipe(
  array(
    strictObject({
      /** Name of the region. */
      key: string(),
      /** Output `api_url`. */
      api: string(),
      /** Output `signalr_uri`. */
      signalr: pipe(
        string(),
        check((text) => URL.canParse(text), "an address"),
      ),
      /** STUN servers, such as `stun:turn.example.com:3478`: every TURN server is one. */
      stun: optional(array(string()), []),
    }),
  ),
  minLength(1),
);

export type Deployment = InferOutput<typeof deployment>;

/** `config.json` of the page. */
export function pageConfigOf(regions: Deployment): PageConfig {
  return parse(pageConfig, {
    endpoints: regions.map(({ key, api }) => ({ key, api })),
    stun: [...new Set(regions.flatMap(({ stun }) => stun))],
  });
}

/** `staticwebapp.config.json`: the headers that every file is sent with. */
export function staticWebAppConfig(regions: Deployment): {
  readonly globalHeaders: Readonly<Record<string, string>>;
  readonly routes: readonly { readonly route: string; readonly headers: Readonly<Record<string, string>> }[];
} {
  const connections = regions.flatMap(({ api, signalr }) => {
    const hub = new URL(signalr);
    const socket = `${hub.protocol === "https:" ? "wss:" : "ws:"}//${hub.host}`;
    return [new URL(api).origin, hub.origin, socket];
  });
  return {
    globalHeaders: {
      ...pageHeaders,
      "Content-Security-Policy": contentSecurityPolicy(connections),
      "Cache-Control": "no-cache",
    },
    // Names of these files change with their content.
    routes: [{ route: "/assets/*", headers: { "Cache-Control": "public, max-age=31536000, immutable" } }],
  };
}
