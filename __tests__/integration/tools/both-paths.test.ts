import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { turnNodeFiles } from "../../../modules/nodes";
import { writeFiles } from "../../../modules/shared/write-files";
import { context, turnPlan } from "../../nodes/plans";
import { expectSuccess, type Outcome, run, workspace } from "./run";

/** Packages of a tree that systemd-nspawn can enter. */
const include = "python3,python3-apt,ca-certificates,systemd,systemd-sysv,dbus";

/** What configuration consists of. The rest of a tree is packages, whose logs and caches bear dates. */
const compared = ["etc", "opt/webrtc", "usr/lib/sysusers.d", "usr/lib/tmpfiles.d", "usr/share/webrtc"];

const directory = workspace();
const mutable = join(directory, "mutable");
const immutable = join(directory, "immutable");

/** Applies the bundle within a tree. Without a network only where it is told to. */
function apply(tree: string, choice: { readonly tags?: string; readonly offline?: boolean } = {}): Outcome {
  const playbook = ["ansible-playbook", "-c", "local", "-i", "localhost,", "/opt/bundle/ansible/site.yml"];
  const tags = choice.tags === undefined ? [] : ["--tags", choice.tags];
  return enter(tree, [...playbook, ...tags], choice.offline ? ["--private-network"] : []);
}

function enter(tree: string, command: readonly string[], options: readonly string[] = []): Outcome {
  const environment = [
    "HOME=/root",
    "ANSIBLE_CONFIG=/opt/bundle/ansible/ansible.cfg",
    "ANSIBLE_NOCOLOR=1",
    "LC_ALL=C.UTF-8",
  ];
  const settings = environment.map((setting) => `--setenv=${setting}`);
  return run("systemd-nspawn", [
    "--quiet",
    "--register=no",
    "--keep-unit",
    "-D",
    tree,
    ...settings,
    ...options,
    ...command,
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
  const stat = lstatSync(path);
  const owned = `${stat.mode.toString(8)} ${stat.uid}:${stat.gid}`;
  if (stat.isSymbolicLink()) {
    return `${owned} -> ${readlinkSync(path)}`;
  }
  const content = stat.isFile() ? createHash("sha256").update(readFileSync(path)).digest("hex") : "";
  return `${owned} ${content}`;
}

function mirror(): string {
  const uris = run("apt-get", ["indextargets", "--format", "$(REPO_URI)", "Codename: bookworm"]).output.split("\n");
  const uri = uris.find((candidate) => candidate.length > 0);
  if (uri === undefined) {
    throw new Error("apt knows no archive of Debian 12 (bookworm) → add one to its sources and run apt-get update");
  }
  return uri;
}

describe("a node that configures itself and an image", () => {
  beforeAll(() => {
    const base = join(directory, "base");
    expectSuccess(run("debootstrap", ["--variant=minbase", `--include=${include}`, "bookworm", base, mirror()]));
    expectSuccess(enter(base, ["apt-get", "update", "-qq"]));
    expectSuccess(enter(base, ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "ansible-core"]));
    writeFiles(join(base, "opt/bundle"), turnNodeFiles(turnPlan(), context));
    for (const tree of [mutable, immutable]) {
      run("cp", ["-a", base, tree]);
    }
  });

  it("are both made by the same playbook, the image without a network for its configuration", () => {
    expectSuccess(apply(mutable));
    expectSuccess(apply(immutable, { tags: "install" }));
    expectSuccess(apply(immutable, { tags: "configure", offline: true }));
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
