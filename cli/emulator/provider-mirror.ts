import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/** A directory that Terraform can install the AWS provider from without network. */
export interface ProviderMirror {
  readonly directory: string;
  /** Version of the AWS provider in it. */
  readonly version: string;
}

/** Where a mirror usually is. `TF_PLUGIN_MIRROR` names another one. */
function candidates(): string[] {
  const given = process.env["TF_PLUGIN_MIRROR"];
  if (given) {
    return [given];
  }
  return [
    join(homedir(), ".terraform.d/plugins"),
    join(homedir(), ".local/share/terraform/plugins"),
    "/usr/share/terraform/plugins",
    "/usr/local/share/terraform/plugins",
    ...subdirectories("/opt"),
    ...subdirectories("/usr/local/share"),
  ];
}

/**
 * Finds a filesystem mirror that holds the AWS provider, laid out as `<host>/<namespace>/<type>/<version>/<platform>`.
 * Without one, Terraform asks its registry.
 */
export function findProviderMirror(): ProviderMirror | undefined {
  for (const directory of candidates()) {
    for (const host of subdirectories(directory)) {
      const versions = join(host, "hashicorp/aws");
      for (const version of subdirectories(versions).sort().reverse()) {
        if (subdirectories(version).some(holdsProvider)) {
          return { directory: dirname(host), version: basename(version) };
        }
      }
    }
  }
  return undefined;
}

function holdsProvider(platform: string): boolean {
  return readdirSync(platform).some((file) => file.startsWith("terraform-provider-aws"));
}

function subdirectories(directory: string): string[] {
  if (!existsSync(directory)) {
    return [];
  }
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map((entry) => join(directory, entry.name));
  } catch {
    return []; // not ours to read
  }
}
