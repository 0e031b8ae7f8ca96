import type { Server } from "node:http";
import { listen } from "./http";

/** Stands in for what surrounds the functions on Azure. */
export interface AzurePlatform {
  readonly url: string;
  /** Environment by which the identity library finds the stand-in. */
  readonly environment: Readonly<Record<string, string>>;
  readonly server: Server;
}

const identityHeader = "local-identity";

/** The token that the stand-in's identity gets; the local services accept it and nothing else. */
export const localToken = "local-managed-identity-token";

/** A managed identity endpoint and a Key Vault with the given secrets, on the loopback address. */
export async function startAzurePlatform(secrets: Readonly<Record<string, string>>): Promise<AzurePlatform> {
  const { server, url } = await listen(0, (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const reply =
      pathname === "/msi/token"
        ? token(request.headers["x-identity-header"])
        : secret(pathname, request.headers.authorization, secrets);
    response.writeHead(reply === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(reply ?? {}));
  });
  return { url, server, environment: { IDENTITY_ENDPOINT: `${url}/msi/token`, IDENTITY_HEADER: identityHeader } };
}

function token(header: string | string[] | undefined): unknown {
  const expires = Math.floor(Date.now() / 1000) + 86_400;
  return header === identityHeader
    ? { access_token: localToken, expires_on: String(expires), resource: "local", token_type: "Bearer" }
    : undefined;
}

function secret(path: string, authorization: string | undefined, secrets: Readonly<Record<string, string>>): unknown {
  const [, name = "", version] = /^\/secrets\/([\w-]+)\/([\w-]+)$/.exec(path) ?? [];
  const value = secrets[name];
  if (value === undefined || authorization !== `Bearer ${localToken}`) {
    return undefined;
  }
  return version === "versions"
    ? { value: [{ id: `http://127.0.0.1/secrets/${name}/local`, attributes: { enabled: true, created: 0 } }] }
    : { value };
}
