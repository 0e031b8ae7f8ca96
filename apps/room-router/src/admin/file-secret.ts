import { readFile, stat } from "node:fs/promises";
import type { SecretSource, SecretVersion } from "@webrtc-stacks/signaling/ports/secret-source";

/** A secret in a file, read whenever it is needed: a rotated one works at once. */
export class FileSecret implements SecretSource {
  constructor(private readonly path: string) {}

  async read(): Promise<readonly SecretVersion[]> {
    const [text, { mtimeMs }] = await Promise.all([readFile(this.path, "utf8"), stat(this.path)]);
    return [{ id: String(mtimeMs), value: text.trim(), createdAt: mtimeMs }];
  }

  async value(): Promise<string> {
    const [version] = await this.read();
    if (version === undefined || version.value === "") {
      throw new Error("the file of a secret is empty");
    }
    return version.value;
  }
}
