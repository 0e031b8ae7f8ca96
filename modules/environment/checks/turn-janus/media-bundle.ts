import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/** The team's application can be fetched and verified. */
export const checkMediaBundle: TurnJanusCheck = ({ media: { engine } }) => {
  if (engine.kind === "janus") {
    return [];
  }
  const { key, sha256 } = engine.bundle;
  return [
    ...findingIf(!/^[0-9a-f]{64}$/.test(sha256), () => ({
      path: "aws.media.bundle.sha256",
      value: sha256,
      rule: "A SHA-256 has 64 lower-case hexadecimal digits; nodes run nothing that they cannot verify.",
      remedy: "copy the output of: sha256sum <the tar.gz>",
    })),
    ...findingIf(!/^[\w.-]+(?:\/[\w.-]+)*\.(?:tar\.gz|tgz)$/.test(key) || key.length > 1024, () => ({
      path: "aws.media.bundle.key",
      value: key,
      rule: "The key of a tar.gz in the artifact bucket: letters, digits and . _ - with / between, no / in front.",
      remedy: 'write for example "apps/sfu-1.4.0.tar.gz"',
    })),
  ];
};
