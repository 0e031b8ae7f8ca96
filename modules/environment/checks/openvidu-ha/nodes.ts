import { findInstanceType } from "../../catalog/instance-types";
import type { Finding } from "../../problem";
import { findingIf } from "../check";
import { instanceTypeFindings } from "../instance-type";
import type { OpenviduHaCheck } from "./check";

/** OpenVidu's own minimum for a production node. */
const least = { vcpus: 4, memoryGib: 8 };

/** Machines, their image and what they are given. */
export const checkOpenviduNodes: OpenviduHaCheck = ({ masters, media, image, keyName, buckets }) => [
  ...typeFindings("aws.masters.instanceType", masters.instanceType),
  ...typeFindings("aws.media.instanceType", media.instanceType),
  ...(image === "amazon-linux"
    ? []
    : [
        ...findingIf(!/^ami-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(image.id), () => ({
          path: "aws.image.id",
          value: image.id,
          rule: "Not the id of an image.",
          remedy: 'write for example "ami-0123456789abcdef0", or leave image out',
        })),
        ...findingIf(!/^\/dev\/(?:xvd|sd)a1?$/.test(image.rootDevice), () => ({
          path: "aws.image.rootDevice",
          value: image.rootDevice,
          rule: "Not a root device of EC2: a volume under another name would be a second one.",
          remedy: 'take what describe-images says: "/dev/xvda" on Amazon Linux, "/dev/sda1" on Ubuntu',
        })),
      ]),
  ...findingIf(keyName !== undefined && !/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(keyName), () => ({
    path: "aws.keyName",
    value: keyName,
    rule: "The name of a key pair has up to 255 ASCII characters, no space at either end.",
    remedy: "copy it from EC2, or leave it out: Session Manager needs no key",
  })),
  ...bucketFindings("aws.buckets.appData", buckets.appData),
  ...bucketFindings("aws.buckets.clusterData", buckets.clusterData),
  ...findingIf(buckets.appData !== undefined && buckets.appData === buckets.clusterData, () => ({
    path: "aws.buckets.clusterData",
    value: buckets.clusterData,
    rule: "Recordings and the cluster's own data would lie in one bucket, and media nodes write only the first.",
    remedy: "name another bucket, or leave it out, and one is made",
  })),
];

function typeFindings(path: string, name: string): readonly Finding[] {
  const type = findInstanceType(name);
  return [
    ...instanceTypeFindings(path, name),
    ...findingIf(type !== undefined && (type.vcpus < least.vcpus || type.memoryGib < least.memoryGib), () => ({
      path,
      value: name,
      rule: `A node of OpenVidu wants ${least.vcpus} vCPUs and ${least.memoryGib} GiB; this type has ${type?.vcpus} and ${type?.memoryGib}.`,
      remedy: "choose a type such as c6a.xlarge",
      warning: true,
    })),
  ];
}

/** Bucket naming rules (Amazon S3 user guide). */
function bucketFindings(path: string, name: string | undefined): readonly Finding[] {
  return findingIf(name !== undefined && !/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name), () => ({
    path,
    value: name,
    rule: "A bucket's name has 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.",
    remedy: "write the name alone, without s3://, or leave it out",
  }));
}
