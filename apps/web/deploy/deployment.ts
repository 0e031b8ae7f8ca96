import { array, check, type InferOutput, minLength, parse, pipe, strictObject, string } from "valibot";
import { contentSecurityPolicy, pageHeaders } from "../../../modules/shared/page-headers";
import { type PageConfig, pageConfig } from "../src/page-config";

/** A region as the outputs of the layer `app` tell it. */
const region = strictObject({
  key: string(),
  /** Output `api_url`. */
  api: string(),
  /** Output `signalr_uri`. */
  signalr: pipe(
    string(),
    check((text) => URL.canParse(text), "an address"),
  ),
});

/** Where a page is published to. */
export const deployment = strictObject({ regions: pipe(array(region), minLength(1)), stun: array(string()) });

export type Deployment = InferOutput<typeof deployment>;

/** `config.json` of the page. */
export function pageConfigOf({ regions, stun }: Deployment): PageConfig {
  return parse(pageConfig, { endpoints: regions.map(({ key, api }) => ({ key, api })), stun });
}

/** `staticwebapp.config.json`: the headers that every file is sent with. */
export function staticWebAppConfig({ regions }: Deployment): {
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
