import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { writeFiles } from "../../../cli/write-files";
import { turnNodeFiles } from "../../../modules/nodes";
import { context, turnPlan } from "../../nodes/plans";
import { type Outcome, run, workspace } from "./run";

/** Packages that a tree needs before Ansible can work in it. */
const include = "python3,python3-apt,ca-certificates,systemd,systemd-sysv,ansible-core";

/** What configuration consists of. The rest of a tree is packages, whose logs and caches bear dates. */
const compared = ["etc", "opt/webrtc", "usr/lib/sysusers.d", "usr/lib/tmpfiles.d", "usr/share/webrtc"];

const directory = workspace();
const mutable = join(directory, "mutable");
const immutable = join(directory, "immutable");

/** Applies the bundle within a tree. Without a network only where it is told to. */
function apply(tree: string, choice: { readonly tags?: string; readonly offline?: boolean } = {}): Outcome {
  return run("systemd-nspawn", [
    ...["--quiet", "--register=no", "--keep-unit", "-D", tree],
    ...(choice.offline ? ["--private-network"] : []),
    ...["--setenv=HOME=/root", "--setenv=ANSIBLE_CONFIG=/opt/bundle/ansible/ansible.cfg", "--setenv=ANSIBLE_NOCOLOR=1"],
    ...["ansible-playbook", "-c", "local", "-i", "localhost,", "/opt/bundle/ansible/site.yml"],
    ...(choice.tags === undefined ? [] : ["--tags", choice.tags]),
  ]);
}

/** Every file below the compared directories: mode, owner, and content or target. */
function files(tree: string): ReadonlyMap<string, string> {
  return new Map(
    compared.flatMap((top) =>
      readdirSync(join(tree, top), { recursive: true, encoding: "utf8" }).map((name) => {
        const path = join(top, name);
        return [path, fingerprint(join(tree, path))] as const;
      }),
    ),
  );
}

function fingerprint(path: string): string {
  const { mode, uid, gid, ...stat } = lstatSync(path);
  const kind = mode.toString(8);
  if (stat.isSymbolicLink()) {
    return `${kind} ${uid}:${gid} -> ${readlinkSync(path)}`;
  }
  const content = stat.isFile() ? createHash("sha256").update(readFileSync(path)).digest("hex") : "";
  return `${kind} ${uid}:${gid} ${content}`;
}

function mirror(): string {
  const uris = run("apt-get", ["indextargets", "--format", "$(REPO_URI)", "Codename: bookworm"]).output.split("\n");
  return uris.find((uri) => uri.length > 0) ?? "https://deb.debian.org/debian";
}

describe("a node that configures itself and an image", () => {
  beforeAll(() => {
    const base = join(directory, "base");
    const made = run("debootstrap", ["--variant=minbase", `--include=${include}`, "bookworm", base, mirror()]);
    expect(made).toMatchObject({ code: 0 });
    writeFiles(join(base, "opt/bundle"), turnNodeFiles(turnPlan(), context));
    for (const tree of [mutable, immutable]) {
      run("cp", ["-a", base, tree]);
    }
  });

  it("are both made by the same playbook, the image without a network for its configuration", () => {
    expect(apply(mutable)).toMatchObject({ code: 0 });
    expect(apply(immutable, { tags: "install" })).toMatchObject({ code: 0 });
    expect(apply(immutable, { tags: "configure", offline: true })).toMatchObject({ code: 0 });
  });

  it("have the same files, byte for byte, with the same modes and owners", () => {
    const [left, right] = [files(mutable), files(immutable)];
    const different = [...new Set([...left.keys(), ...right.keys()])].filter(
      (path) => left.get(path) !== right.get(path),
    );
    expect(different).toEqual([]);
    expect(left.size).toBeGreaterThan(300);
  });

  it("are not changed by a second run", () => {
    expect(apply(mutable).output).toMatch(/changed=0 .*failed=0/);
  });

  it("leave coturn to the boot service", () => {
    const wanted = readdirSync(join(mutable, "etc/systemd/system/multi-user.target.wants"));
    expect(wanted).not.toContain("coturn.service");
    expect(wanted).toContain("webrtc-boot.service");
  });
});
