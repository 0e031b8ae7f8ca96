import { array, boolean, number, object, optional, string } from "valibot";
import { UpstreamError } from "../core/errors";
import type { SecretSource, SecretVersion } from "../ports/secret-source";
import type { TokenSource } from "../ports/token-source";
import { requestJson } from "./request-json";

const scope = "https://vault.azure.net/.default";
const apiVersion = "7.4";

/** Pages of versions that are looked through, and values that may be valid at a time. */
const mostPages = 10;
const valid = 2;

const pageShape = object({
  value: array(object({ id: string(), attributes: object({ enabled: boolean(), created: number() }) })),
  nextLink: optional(string()),
});
const secretShape = object({ value: string() });

type Version = Omit<SecretVersion, "value">;

/** The two newest enabled versions of a secret in Key Vault: disable the older one to end it before its time. */
export class KeyVaultSecret implements SecretSource {
  constructor(
    /** Address of the vault, such as `https://kv-example.vault.azure.net`. */
    private readonly vault: string,
    private readonly name: string,
    private readonly identity: TokenSource,
  ) {}

  async read(): Promise<readonly SecretVersion[]> {
    const headers = { authorization: `Bearer ${await this.identity.token(scope)}` };
    const newest = (await this.versions(headers)).toSorted((a, b) => b.createdAt - a.createdAt).slice(0, valid);
    if (newest.length === 0) {
      throw new UpstreamError("key-vault", `no_enabled_version_of_${this.name}`);
    }
    return Promise.all(
      newest.map(async (version) => {
        const { value } = await requestJson("key-vault", this.url(`/${version.id}`), secretShape, { headers });
        return { ...version, value };
      }),
    );
  }

  private async versions(headers: Readonly<Record<string, string>>): Promise<readonly Version[]> {
    const found: Version[] = [];
    let next: URL | undefined = this.url("/versions");
    for (let page = 0; page < mostPages && next !== undefined; page += 1) {
      const {
        value,
        nextLink,
      }: { value: { id: string; attributes: { enabled: boolean; created: number } }[]; nextLink?: string | undefined } =
        await requestJson("key-vault", next, pageShape, { headers });
      found.push(
        ...value
          .filter(({ attributes }) => attributes.enabled)
          .map(({ id, attributes }) => ({ id: id.split("/").at(-1) ?? id, createdAt: attributes.created * 1000 })),
      );
      next = this.sameVault(nextLink);
    }
    return found;
  }

  /** The token goes to the vault and nowhere else, whatever a reply says. */
  private sameVault(link: string | undefined): URL | undefined {
    const url = link === undefined || link === "" ? undefined : new URL(link);
    return url?.origin === new URL(this.vault).origin ? url : undefined;
  }

  private url(path: string): URL {
    const url = new URL(`/secrets/${this.name}${path}`, this.vault);
    url.searchParams.set("api-version", apiVersion);
    return url;
  }
}
