import { createHash } from "node:crypto";
import { gzipSync, type Zippable, zipSync } from "fflate";
import { Header } from "tar";
import type { RenderedFile } from "./rendered-file";

/** An archive in memory, with the digests that Terraform and nodes compare. */
export interface Archive {
  readonly bytes: Uint8Array;
  /** SHA-256, 64 hexadecimal digits: what a node checks before it unpacks. */
  readonly sha256: string;
  /** SHA-256 in base64: what `source_code_hash` of a function takes. */
  readonly sha256Base64: string;
}

/**
 * Packs files as zip, for functions. The same files give the same bytes on every machine: sorted by path, one fixed date, no
 * owner, and a compressor in JavaScript whose output does not vary with the version of Node's zlib.
 *
 * @param level of compression: 0 stores, for what is compressed as a whole later
 */
export function zipArchive(files: readonly RenderedFile[], level: 0 | 9 = 9): Archive {
  const entries: Zippable = {};
  for (const file of sorted(files)) {
    // A zip records local time without a zone, so the date is made of local parts. 1980 is the first year it knows.
    entries[file.path] = [encode(file), { mtime: new Date(1980, 0, 1), os: unix, attrs: file.mode << 16 }];
  }
  return archive(zipSync(entries, { level }));
}

/**
 * Packs files as tar.gz, for nodes: like `zipArchive` the same bytes for the same files, and the permission bits are kept. They are
 * stored, not compressed: a quarter of a megabyte per release costs nothing, compressing it costs each synthesis.
 */
export function tarGzArchive(files: readonly RenderedFile[]): Archive {
  const blocks = sorted(files).flatMap((file) => {
    const content = encode(file);
    return [header(file, content.length), content, new Uint8Array(padding(content.length))];
  });
  const tar = Buffer.concat([...blocks, new Uint8Array(2 * blockSize)]);
  return archive(gzipSync(tar, { level: 0, mtime: 0 }));
}

/** Compresses bytes; the same bytes give the same result on every machine. */
export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 9, mtime: 0 });
}

/** Value of "made on Unix" in a zip; only then are the permission bits read. */
const unix = 3;

/** Unit of a tar archive, in bytes (POSIX.1 ustar). */
const blockSize = 512;

function header(file: RenderedFile, size: number): Uint8Array {
  const block = Buffer.alloc(blockSize);
  const entry = new Header({
    path: file.path,
    mode: file.mode,
    size,
    mtime: new Date(0),
    uid: 0,
    gid: 0,
    type: "File",
  });
  if (entry.encode(block)) {
    throw new RangeError(
      `${file.path}: the path does not fit the header of a tar archive: 100 characters, 255 with its directory`,
    );
  }
  return block;
}

function padding(size: number): number {
  return (blockSize - (size % blockSize)) % blockSize;
}

function encode(file: RenderedFile): Uint8Array {
  return new TextEncoder().encode(file.content);
}

function sorted(files: readonly RenderedFile[]): readonly RenderedFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function archive(bytes: Uint8Array): Archive {
  const digest = createHash("sha256").update(bytes).digest();
  return { bytes, sha256: digest.toString("hex"), sha256Base64: digest.toString("base64") };
}
