import type { RenderedFile } from "../shared/rendered-file";
import { RenderError } from "./render-error";
import { templateTree } from "./template";
import { ubuntuArchive, ubuntuRelease } from "./ubuntu";

/** Roles of the playbook. */
export type AnsibleRole =
  | "base"
  | "turn"
  | "janus"
  | "mediasoup"
  | "live"
  | "proxy"
  | "health"
  | "drain"
  | "observability";

/** That a unit starts at boot: a link below the target. */
export interface UnitLink {
  /** Absolute path of the unit. */
  readonly unit: string;
  /** Target that wants it, such as `multi-user.target`. */
  readonly wantedBy: string;
}

/** What one role does on a node. */
export interface RolePart {
  readonly role: AnsibleRole;
  /** Packages of the distribution. */
  readonly packages: readonly string[];
  /** Files of the machine, by their path on it. */
  readonly files: readonly RenderedFile[];
  /** Files that the role's own install tasks lay before packages are installed. */
  readonly sources?: readonly RenderedFile[];
  /** Units that start at boot. */
  readonly enable: readonly UnitLink[];
  /** Units that a package starts at boot and that here something else starts, or nothing. */
  readonly disable: readonly UnitLink[];
  /** More variables of the role. */
  readonly variables?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * A bundle: the playbook, its variables, and under `root/` every file at the place where it will lie. The playbook copies and
 * renders nothing, so a node that configures itself and an image that was built hold the same bytes.
 */
export function bundle(parts: readonly RolePart[]): readonly RenderedFile[] {
  const variables = {
    webrtc_roles: parts.map(({ role }) => role),
    webrtc_release: ubuntuRelease,
    webrtc_archive: ubuntuArchive,
    webrtc_parts: Object.fromEntries(
      parts.map(({ role, packages, files, enable, disable }) => [
        role,
        {
          packages,
          files: files.map(({ path, mode }) => ({ path, mode: `0${mode.toString(8)}` })),
          enable: enable.map(link),
          disable: disable.map(link),
        },
      ]),
    ),
    ...Object.assign({}, ...parts.map((part) => part.variables ?? {})),
  };
  const files = [
    ...templateTree("ansible", "ansible"),
    { path: "ansible/variables.json", mode: 0o644, content: `${JSON.stringify(variables, null, 2)}\n` },
    ...parts.flatMap((part) =>
      [...(part.sources ?? []), ...part.files].map((file) => ({ ...file, path: `root/${file.path}` })),
    ),
  ];
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.has(path)) {
      throw new RenderError("bundle", "path", path, "Two parts place the same file.", "Let one of them place it.");
    }
    seen.add(path);
  }
  return files;
}

function link({ unit, wantedBy }: UnitLink): object {
  return { unit, wanted_by: wantedBy };
}
