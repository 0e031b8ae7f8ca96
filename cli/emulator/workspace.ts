import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findProviderMirror } from "./provider-mirror";
import { lastLines, type ProgramEnvironment, runProgram } from "./run-program";
import { Terraform } from "./terraform";

const project = resolve(__dirname, "../..");

/** A stack as the manifest of the synthesis lists it. */
export interface WorkspaceStack {
  readonly id: string;
  /** Stacks that have to be applied before, by id. */
  readonly after: readonly string[];
}

/**
 * A directory with stacks of its own, their states and logs, for one emulator. The project's own cdktf.out and .state are not touched.
 */
export class Workspace {
  readonly output: string;
  readonly logs: string;

  constructor(
    readonly directory: string,
    private readonly emulatorUrl: string,
    private readonly say: (line: string) => void,
  ) {
    this.output = join(directory, "cdktf.out");
    this.logs = join(directory, "logs");
    mkdirSync(this.logs, { recursive: true });
  }

  /** Variables under which Terraform and cdktf talk to the emulator alone. */
  get environment(): ProgramEnvironment {
    const mirror = findProviderMirror();
    const configuration = join(this.directory, "terraform.rc");
    if (mirror) {
      const path = JSON.stringify(mirror.directory);
      writeFileSync(configuration, `provider_installation {\n  filesystem_mirror { path = ${path} }\n}\n`);
    }
    return {
      AWS_ENDPOINT_URL: this.emulatorUrl,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
      ...(mirror && { TF_CLI_CONFIG_FILE: configuration }),
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      CHECKPOINT_DISABLE: "1",
      CDKTF_OUTDIR: this.output,
      CI: "true",
    };
  }

  /** Writes the stacks of one environment, with what they need on the emulator beside them. Teams keep theirs in `WEBRTC_ENV_DIR`. */
  async synthesize(
    environment: string,
    environmentDirectory = process.env["WEBRTC_ENV_DIR"] ?? join(project, "environments"),
  ): Promise<void> {
    const { code, output } = await runProgram(join(project, "node_modules/.bin/tsx"), ["main.ts"], {
      directory: project,
      environment: {
        ...this.environment,
        WEBRTC_ENV: environment,
        WEBRTC_CLOUD: "aws",
        WEBRTC_ENV_DIR: resolve(environmentDirectory),
      },
      remedy: "npm ci",
    });
    if (code !== 0) {
      throw new Error(`synth of ${environment} failed\n${lastLines(output)}`);
    }
    const mirror = findProviderMirror();
    for (const { id } of this.stacks()) {
      this.override(id, "emulator", {
        ...(mirror && {
          terraform: { required_providers: { aws: { source: "hashicorp/aws", version: mirror.version } } },
        }),
        // The provider's default is 25 retries with growing pauses: a refused call would take minutes to be reported.
        provider: { aws: [{ max_retries: 3 }] },
      });
    }
  }

  /** Stacks of the last synthesis. */
  stacks(): readonly WorkspaceStack[] {
    const manifest: { stacks: Record<string, { dependencies: string[] }> } = JSON.parse(
      readFileSync(join(this.output, "manifest.json"), "utf8"),
    );
    return Object.entries(manifest.stacks).map(([id, { dependencies }]) => ({ id, after: dependencies }));
  }

  stackDirectory(id: string): string {
    return join(this.output, "stacks", id);
  }

  /** Writes a file that Terraform merges over the stack's JSON. */
  override(id: string, name: string, content: object): void {
    writeFileSync(join(this.stackDirectory(id), `${name}_override.tf.json`), JSON.stringify(content, null, 2));
  }

  terraform(id: string): Terraform {
    return new Terraform(id, this.stackDirectory(id), this.environment, this.logs, this.say);
  }
}
