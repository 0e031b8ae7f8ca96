import { createHash } from "node:crypto";

/** The emulator asks for the header and does not check it. */
const authorization =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";

/** A bucket with versions on the emulator: what was stored twice shows as two. */
export class Bucket {
  constructor(
    private readonly emulator: string,
    readonly name: string,
  ) {}

  async make(): Promise<void> {
    await this.send("PUT", "");
    await this.send(
      "PUT",
      "?versioning",
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    );
  }

  /** As the program does it, when it works. */
  async put(key: string, content: Buffer): Promise<void> {
    await this.send("PUT", `/${key}`, content);
  }

  /** Digests of all versions, by key. */
  async versions(): Promise<ReadonlyMap<string, readonly string[]>> {
    const listing = await (await this.send("GET", "?versions")).text();
    const found = new Map<string, string[]>();
    for (const [, entry = ""] of listing.matchAll(/<Version>(.*?)<\/Version>/gs)) {
      const key = /<Key>(.*?)<\/Key>/.exec(entry)?.[1] ?? "";
      const id = /<VersionId>(.*?)<\/VersionId>/.exec(entry)?.[1] ?? "";
      const content = await (await this.send("GET", `/${key}?versionId=${id}`)).arrayBuffer();
      found.set(key, [...(found.get(key) ?? []), digest(Buffer.from(content))]);
    }
    return found;
  }

  private async send(method: string, path: string, body?: string | Buffer): Promise<Response> {
    const reply = await fetch(`${this.emulator}/${this.name}${path}`, {
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { body }),
    });
    if (!reply.ok) {
      throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    }
    return reply;
  }
}

export function digest(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
