import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { project, run, tool, workspace } from "./programs";

const out = workspace();

/** Pipelines as a team renders them. */
function render(environment: string, directory: string): void {
  const { code, output } = run(
    "npm",
    ["run", "--silent", "pipelines", "--", environment, "--out", join(out, environment)],
    {
      environment: { WEBRTC_ENV_DIR: directory },
    },
  );
  expect({ environment, code, output: code === 0 ? "" : output }).toEqual({ environment, code: 0, output: "" });
}

function files(environments: readonly string[], folder: string): readonly string[] {
  return environments.flatMap((environment) =>
    readdirSync(join(out, environment, folder)).map((name) => join(out, environment, folder, name)),
  );
}

const onGithub = ["prod", "hub", "relay"];

beforeAll(() => {
  render("prod", "__tests__/fixtures/example-environments");
  for (const environment of ["hub", "relay", "devops"]) {
    render(environment, "__tests__/fixtures/pipeline-environments");
  }
});

it("writes workflows that actionlint finds nothing in", () => {
  const workflows = files(onGithub, ".github/workflows");
  expect(workflows).toHaveLength(7);
  expect(run(tool("actionlint"), ["-no-color", ...workflows])).toEqual({ code: 0, output: "" });
});

it("finds something in a workflow that needs a job which is not there", () => {
  const broken = join(workspace(), "broken.yml");
  const [first = ""] = files(onGithub, ".github/workflows").filter((path) => path.endsWith("prod-infra.yml"));
  run("sh", ["-c", `sed 's/needs: .test./needs: [tests]/' "${first}" > "${broken}"`]);
  expect(run(tool("actionlint"), ["-no-color", broken]).output).toContain('needs job "tests" which does not exist');
});

it("writes workflows and pipelines that hold to the schemas of their systems", () => {
  const check = (schema: string, paths: readonly string[], ...options: readonly string[]) =>
    run(tool("check-jsonschema"), ["--regex-variant", "python", "--builtin-schema", schema, ...options, ...paths]);
  expect(check("vendor.github-workflows", files(onGithub, ".github/workflows")).output).toContain(
    "ok -- validation done",
  );
  const pipelines = files(["devops"], "azure-pipelines");
  expect(pipelines).toHaveLength(3);
  expect(check("vendor.azure-pipelines", pipelines, "--data-transform", "azure-pipelines").output).toContain(
    "ok -- validation done",
  );
});

it("calls shell scripts that shellcheck finds nothing in", () => {
  const folder = join(project, "cli/pipelines");
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".sh"));
  expect(scripts.length).toBeGreaterThan(3);
  if (!existsSync("/usr/bin/shellcheck")) {
    throw new Error("shellcheck is missing: apt-get install shellcheck");
  }
  expect(run("shellcheck", scripts, { directory: folder })).toEqual({ code: 0, output: "" });
});
