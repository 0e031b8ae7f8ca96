import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import type { FleetPlan } from "../../environment/topology";
import { tarGzArchive } from "../../shared/archive";
import type { RenderedFile } from "../../shared/rendered-file";
import { addStackFile } from "../../shared/stack-file";

export interface NodeBundleProps {
  readonly role: FleetPlan["role"];
  /** What the bundle unpacks to. */
  readonly files: readonly RenderedFile[];
  readonly bucket: string;
  /** Key that the object is encrypted with. */
  readonly dataKeyArn: string;
}

/** Prefix of a role's bundles in the artifact bucket; its nodes read nothing else there. */
export function bundlePrefix(role: FleetPlan["role"]): string {
  return `nodes/${role}/`;
}

/**
 * Everything that a node installs and configures, as one object. Its key holds the digest of its content: an object never
 * changes, a node checks what it got, and a change of any file makes a new launch template version.
 */
export class NodeBundle extends Construct {
  readonly key: string;
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string;

  constructor(scope: Construct, id: string, props: NodeBundleProps) {
    super(scope, id);
    const archive = tarGzArchive(props.files);
    this.sha256 = archive.sha256;
    this.key = new S3Object(this, "object", {
      bucket: props.bucket,
      key: `${bundlePrefix(props.role)}${archive.sha256}.tar.gz`,
      source: addStackFile(this, `${props.role}-bundle.tar.gz`, archive.bytes),
      contentType: "application/gzip",
      kmsKeyId: props.dataKeyArn,
      // The nodes' launch template must never name an object that is not there yet, or no longer.
      lifecycle: { createBeforeDestroy: true },
    }).key;
  }
}
