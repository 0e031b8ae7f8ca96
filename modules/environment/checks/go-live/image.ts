import type { Finding } from "../../problem";
import { findingIf } from "../check";

/** An image that cannot change behind its name. The seed of this topology ran `latest`: two pods of one release were two programs. */
export function imageFindings(path: string, image: string): readonly Finding[] {
  const remedy = "docker buildx imagetools inspect <image> prints the digest; write name@sha256:<64 digits>";
  const [name = "", digest] = image.split("@");
  if (digest === undefined) {
    const tag = /:([\w.-]+)$/.exec(name)?.[1] ?? "latest";
    return [
      {
        path,
        value: image,
        rule: `The tag "${tag}" may name another image tomorrow, and instances of one fleet would differ.`,
        remedy,
      },
    ];
  }
  return findingIf(!/^sha256:[0-9a-f]{64}$/.test(digest) || !/^[a-z0-9][\w.:/-]*$/.test(name), () => ({
    path,
    value: image,
    rule: "Not an image with its digest: registry/name@sha256: and 64 hexadecimal digits.",
    remedy,
  }));
}
