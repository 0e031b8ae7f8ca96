import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { tarGzArchive, zipArchive } from "../../modules/shared/archive";
import type { RenderedFile } from "../../modules/shared/rendered-file";

const file = fc.record({
  path: fc.stringMatching(/^[a-z]{1,20}\/[a-z]{1,20}$/),
  mode: fc.constantFrom(0o644, 0o755),
  content: fc.string(),
});
const files = fc.uniqueArray(file, { minLength: 1, maxLength: 6, selector: ({ path }) => path });

describe.each([
  ["zip", zipArchive],
  ["tar.gz", tarGzArchive],
])("a %s", (_kind, pack) => {
  it("is the same bytes whatever the order of the files", () => {
    fc.assert(fc.property(files, (given) => pack(given).sha256 === pack([...given].reverse()).sha256));
  });

  it("changes with content, path and mode", () => {
    const base: RenderedFile = { path: "a/b", mode: 0o644, content: "x\n" };
    const variants = [base, { ...base, content: "y\n" }, { ...base, path: "a/c" }, { ...base, mode: 0o755 }];
    expect(new Set(variants.map((variant) => pack([variant]).sha256)).size).toBe(4);
  });

  it("carries the digest of its bytes", () => {
    const { bytes, sha256, sha256Base64 } = pack([{ path: "a", mode: 0o644, content: "x\n" }]);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
    expect(Buffer.from(sha256Base64, "base64").toString("hex")).toBe(sha256);
  });
});

it("unzips to what was packed", () => {
  fc.assert(
    fc.property(files, (given) => {
      const unpacked = unzipSync(zipArchive(given).bytes);
      expect(
        Object.fromEntries(Object.entries(unpacked).map(([path, bytes]) => [path, Buffer.from(bytes).toString()])),
      ).toEqual(Object.fromEntries(given.map(({ path, content }) => [path, Buffer.from(content).toString()])));
    }),
  );
});

it("keeps permission bits and no owner in a tar.gz", () => {
  const tar = gunzipSync(tarGzArchive([{ path: "bin/run", mode: 0o755, content: "x" }]).bytes);
  expect(tar.subarray(0, 7).toString()).toBe("bin/run");
  expect(tar.subarray(100, 107).toString().trim()).toBe("000755");
  expect(tar.length % 512).toBe(0);
});

it("refuses a path that a tar header cannot hold", () => {
  expect(() => tarGzArchive([{ path: "x".repeat(300), mode: 0o644, content: "" }])).toThrow(RangeError);
});
