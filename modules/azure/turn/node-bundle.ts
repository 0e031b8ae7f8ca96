import { StorageBlob } from "@cdktf/provider-azurerm/lib/storage-blob";
import { Construct } from "constructs";
import { tarGzArchive } from "../../shared/archive";
import type { RenderedFile } from "../../shared/rendered-file";
import { addStackFile } from "../../shared/stack-file";

/** What a bundle unpacks to, and where it is kept. */
export interface NodeBundleProps {
  readonly files: readonly RenderedFile[];
  readonly storageAccountName: string;
  readonly container: string;
}

/** Everything that a TURN node installs, as one blob. Its name holds the digest: a blob never changes, and a node checks it. */
export class NodeBundle extends Construct {
  readonly url: string;
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string;

  constructor(scope: Construct, id: string, props: NodeBundleProps) {
    super(scope, id);
    const archive = tarGzArchive(props.files);
    this.sha256 = archive.sha256;
    this.url = new StorageBlob(this, "blob", {
      name: `turn/${archive.sha256}.tar.gz`,
      storageAccountName: props.storageAccountName,
      storageContainerName: props.container,
      type: "Block",
      contentType: "application/gzip",
      source: addStackFile(this, "turn-bundle.tar.gz", archive.bytes),
      lifecycle: { createBeforeDestroy: true },
    }).url;
  }
}
