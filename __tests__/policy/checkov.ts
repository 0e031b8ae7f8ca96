import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "../..");

/** What the scanner says of a resource, or what a construct accepts, and why. */
export interface Finding {
  readonly stack: string;
  /** Name in the stack's JSON; unique within the stack. Checkov does not always tell the type. */
  readonly resource: string;
  readonly rule: string;
  /** The rule in words, or the reason of an acceptance. */
  readonly text: string;
}

interface Report {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly resource: string;
      readonly file_path: string;
    }[];
  };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

interface StackJson {
  readonly resource?: Record<string, Record<string, { readonly "//"?: { readonly accepted?: readonly Accepted[] } }>>;
}

interface Accepted {
  readonly rule: string;
  readonly reason: string;
}

/** What is scanned: the examples, and environments with what no example has: the credential API, the directory of rooms, every part on Azure. */
const scanned = [
  { directory: "__tests__/fixtures/example-environments" },
  { directory: "__tests__/fixtures/credentials-environments" },
  { directory: "__tests__/fixtures/environments", environment: "rooms" },
  { directory: "__tests__/fixtures/azure-environments" },
];

/** Writes the stacks of every environment that is scanned to a new directory and gives it back. */
export function synthesizeExamples(): string {
  const output = mkdtempSync(join(tmpdir(), "webrtc-policy-"));
  for (const { directory, environment = "" } of scanned) {
    execFileSync(join(project, "node_modules/.bin/tsx"), ["main.ts"], {
      cwd: project,
      env: {
        ...process.env,
        CDKTF_OUTDIR: output,
        WEBRTC_ENV: environment,
        WEBRTC_CLOUD: "",
        WEBRTC_ENV_DIR: join(project, directory),
      },
    });
  }
  return join(output, "stacks");
}

/** Runs Checkov over the stacks of a directory. */
export function scan(stacks: string): { readonly findings: readonly Finding[]; readonly report: Report } {
  const checkov = join(project, ".venv-policy/bin/checkov");
  if (!existsSync(checkov)) {
    throw new Error("The policy scanner is not installed → npm run setup:policy");
  }
  const options = [
    "--directory",
    stacks,
    "--framework",
    "terraform_json",
    "--output",
    "json",
    "--soft-fail",
    "--quiet",
  ];
  const output = execFileSync(checkov, options, {
    env: { ...process.env, LOG_LEVEL: "ERROR" },
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const report: Report = JSON.parse(output.toString("utf8"));
  const findings = report.results.failed_checks.map((check) => ({
    stack: check.file_path.split("/").at(-2) ?? check.file_path,
    resource: check.resource.slice(check.resource.indexOf(".") + 1),
    rule: check.check_id,
    text: check.check_name,
  }));
  return { findings, report };
}

/** What the constructs accept, as written into the stacks. */
export function acceptances(stacks: string): readonly Finding[] {
  return readdirSync(stacks).flatMap((stack) => {
    const { resource = {} }: StackJson = JSON.parse(readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8"));
    return Object.values(resource).flatMap((named) =>
      Object.entries(named).flatMap(([name, body]) =>
        (body["//"]?.accepted ?? []).map(({ rule, reason }) => ({
          stack,
          resource: name,
          rule,
          text: reason,
        })),
      ),
    );
  });
}
