import { findAwsRegion } from "../../catalog/regions";
import type { Finding } from "../../problem";
import type { CompleteRecordings } from "../../settings/live-settings";
import { findingIf } from "../check";
import { isHost, isHostWithPort } from "../host";
import { imageFindings } from "./image";

/** Where recordings go. */
export function recordingFindings({ store, prefix, sweeperImage }: CompleteRecordings): readonly Finding[] {
  const path = "goLive.recordings";
  return [
    ...(sweeperImage === undefined ? [] : imageFindings(`${path}.sweeperImage`, sweeperImage)),
    ...findingIf(!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(store.bucket), () => ({
      path: `${path}.store.bucket`,
      value: store.bucket,
      rule: "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens.",
      remedy: "write the name alone, without s3://",
    })),
    ...findingIf(store.kind === "s3" && findAwsRegion(store.region) === undefined, () => ({
      path: `${path}.store.region`,
      value: store.kind === "s3" ? store.region : undefined,
      rule: "Not a region of AWS that the project knows.",
      remedy: 'write its code, such as "eu-west-1"; for another store use { kind: "compatible", endpoint: … }',
    })),
    ...findingIf(store.kind === "compatible" && !isHost(store.endpoint) && !isHostWithPort(store.endpoint), () => ({
      path: `${path}.store.endpoint`,
      value: store.kind === "compatible" ? store.endpoint : undefined,
      rule: "The program takes a host here, perhaps with a port, without a scheme.",
      remedy: 'write for example "minio.example.com:9000", and tls: false where it speaks plain HTTP',
    })),
    ...findingIf(!isFolder(prefix), () => ({
      path: `${path}.prefix`,
      value: prefix,
      rule: "A folder of the bucket: letters, digits and . _ - with / between, none at the ends, no part that begins with . or -.",
      remedy: 'write for example "recordings"',
    })),
  ];
}

/** A relative path that stays in the bucket and is no option of a program. */
function isFolder(path: string): boolean {
  return path.length <= 512 && /^\w[\w.-]*(\/\w[\w.-]*)*$/.test(path);
}
