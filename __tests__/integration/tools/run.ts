import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Debian package of each program. */
const packages = {
  "ansible-lint": "ansible-lint",
  "ansible-playbook": "ansible-core",
  bash: "bash",
  "cloud-init": "cloud-init",
  "apt-get": "apt",
  cp: "coreutils",
  debootstrap: "debootstrap",
  "docker-compose": "docker-compose",
  git: "git",
  haproxy: "haproxy",
  nft: "nftables",
  nginx: "nginx libnginx-mod-stream",
  openssl: "openssl",
  packer: "packer",
  promtool: "prometheus",
  "systemd-analyze": "systemd",
  "systemd-nspawn": "systemd-container",
} as const;

/** What a program said. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program; one that is missing fails with what to install. */
export function run(program: keyof typeof packages, args: readonly string[], directory: string = tmpdir()): Outcome {
  const done = spawnSync(program, args, {
    cwd: directory,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  if (done.error !== undefined) {
    throw new Error(`${program} cannot be run (${done.error.message}): apt-get install ${packages[program]}`);
  }
  return { code: done.status, output: `${done.stdout}${done.stderr}` };
}

/** Fails with the last lines of what a program said, unless it succeeded. */
export function expectSuccess({ code, output }: Outcome): void {
  expect(code === 0 ? "" : output.split("\n").slice(-15).join("\n") || `exit ${code}`).toBe("");
}

const made: string[] = [];

/** A directory of its own, removed after the tests of the file. */
export function workspace(): string {
  const directory = mkdtempSync(join(tmpdir(), "webrtc-tools-"));
  made.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of made.splice(0)) {
    rmSync(directory, { recursive: true, force: true });
  }
});
