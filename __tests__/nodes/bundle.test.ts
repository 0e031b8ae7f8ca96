import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mediaNodeFiles, turnNodeFiles } from "../../modules/nodes";
import type { RenderedFile } from "../../modules/shared/rendered-file";
import { context, mediaPlan, tlsPlans, turnPlan } from "./plans";

const mediasoup = { kind: "mediasoup", bundleKey: "apps/room.tar.gz", bundleSha256: "cd".repeat(32) } as const;
const immutable = { kind: "immutable", parameter: "/webrtc/test/image" } as const;

const bundles: readonly (readonly [string, readonly RenderedFile[]])[] = [
  ...tlsPlans.map((tls) => [`TURN, TLS ${JSON.stringify(tls)}`, turnNodeFiles(turnPlan({ tls }), context)] as const),
  ["coturn 4.18.0", turnNodeFiles(turnPlan({ coturnVersion: "4.18.0" }), context)],
  ["Janus", mediaNodeFiles(mediaPlan(), context)],
  ["mediasoup", mediaNodeFiles(mediaPlan({ engine: mediasoup }), context)],
];

interface Variables {
  readonly webrtc_parts: Readonly<
    Record<string, { readonly files: readonly { readonly path: string; readonly mode: string }[] }>
  >;
}

function variables(files: readonly RenderedFile[]): Variables {
  return JSON.parse(files.find(({ path }) => path === "ansible/variables.json")?.content ?? "");
}

/** Names that the boot service fills in, from the table of the node services' README. */
const documented = new Set(
  /## Blanks([\s\S]*?)\n## /
    .exec(readFileSync(join(__dirname, "../../templates/node/README.md"), "utf8"))?.[1]
    ?.match(/@@\w+@@/g),
);

describe.each(bundles)("bundle of %s", (_, files) => {
  it("has each path once", () => {
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
  });

  it("leaves nothing unrendered", () => {
    const left = files.filter(({ path, content }) => !path.startsWith("ansible/") && /%%\w+%%/.test(content));
    expect(left.map(({ path }) => path)).toEqual([]);
  });

  it("has boot-time names only in boot-time templates, and only those that the boot service knows", () => {
    const names = files
      .filter(({ path }) => /^root\/etc\//.test(path))
      .flatMap(({ path, content }) => (content.match(/@@\w+@@/g) ?? []).map((name) => ({ path, name })))
      .filter(({ path, name }) => !path.startsWith("root/etc/webrtc/templates/") || !documented.has(name));
    expect(names).toEqual([]);
  });

  it("has the playbook lay exactly the files that it holds", () => {
    const laid = Object.values(variables(files).webrtc_parts).flatMap((part) =>
      part.files.map(({ path }) => `root/${path}`),
    );
    // The package source is laid by an install task of its own, on Ubuntu only.
    const held = files
      .map(({ path }) => path)
      .filter((path) => path.startsWith("root/") && path !== "root/etc/apt/sources.list.d/ubuntu.sources");
    expect([...laid].sort()).toEqual([...held].sort());
  });

  it("gives every file the mode that it was rendered with", () => {
    const modes = Object.values(variables(files).webrtc_parts).flatMap((part) => part.files);
    const wrong = modes.filter(
      ({ path, mode }) => files.find((file) => file.path === `root/${path}`)?.mode !== Number.parseInt(mode, 8),
    );
    expect(wrong).toEqual([]);
  });

  it("holds nothing that looks like a secret", () => {
    const assigned = files
      .filter(({ path }) => path.startsWith("root/etc/"))
      .filter(({ content }) => /(secret|admin_key|password)\w*\s*=\s*"?(?!@@)[^\s"@]{6,}/i.test(content));
    expect(assigned.map(({ path }) => path)).toEqual([]);
  });
});

describe("mutable and immutable nodes", () => {
  it("apply the same bundle for TURN", () => {
    expect(turnNodeFiles(turnPlan({ image: immutable }), context)).toEqual(turnNodeFiles(turnPlan(), context));
  });

  it("apply the same bundle for media", () => {
    expect(mediaNodeFiles(mediaPlan({ image: immutable }), context)).toEqual(mediaNodeFiles(mediaPlan(), context));
  });
});
