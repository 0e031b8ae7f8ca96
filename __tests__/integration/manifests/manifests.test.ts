import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import { goLiveFiles } from "../../../modules/nodes/go-live";
import { collectorConfig } from "../../../modules/nodes/go-live/observability";
import { readTemplate } from "../../../modules/nodes/template";
import { writeFiles } from "../../../modules/shared/write-files";
import { shapes } from "../../nodes/go-live/plans";
import { expectSuccess, run, workspace } from "../tools/run";

const root = workspace();
const rendered = Object.entries(shapes).map(([name, plan]) => {
  const directory = join(root, name.replaceAll(" ", "-"));
  const files = goLiveFiles(plan);
  writeFiles(directory, files);
  for (const { path } of files.filter((file) => file.path.endsWith(".example"))) {
    copyFileSync(join(directory, path), join(directory, path.replace(/\.example$/, "")));
  }
  return { name, plan, directory, files };
});
const manifests = rendered.filter(({ plan }) => plan.shape === "kubernetes");
const projects = rendered
  .filter(({ plan }) => plan.shape !== "kubernetes")
  .flatMap(({ name, directory, files }) =>
    files
      .filter(({ path }) => /(^|\/)compose\.yaml$/.test(path))
      .map(({ path }) => ({ name: `${name}: ${path}`, directory: join(directory, dirname(path)) })),
  );
const validate = resolve(__dirname, "../../../.venv-manifests/bin/kubernetes-validate");
const profiles = ["relay", "store", "metrics", "tracing"].flatMap((name) => ["--profile", name]);

beforeAll(() => {
  if (!existsSync(validate)) {
    throw new Error("kubernetes-validate is missing: npm run setup:manifests");
  }
  for (const { directory } of projects) {
    mkdirSync(join(directory, "secrets"), { recursive: true });
    writeFileSync(join(directory, "secrets/store.env"), "");
  }
});

describe.each(manifests)("$name", ({ directory, files }) => {
  it("has no field that Kubernetes does not know", () => {
    const paths = files.filter(({ path }) => path.endsWith(".yaml")).map(({ path }) => join(directory, path));
    const { stdout, stderr } = spawnSync(validate, ["--strict", ...paths], { encoding: "utf8" });
    const said = `${stdout}${stderr}`.split("\n").filter((line) => line.startsWith("ERROR"));
    // Objects of the operator, of the Gateway API and of kustomize are in no schema of Kubernetes: the validator says so.
    expect(said).toEqual([]);
    expect(stdout.match(/^INFO .*passed/gm)?.length).toBeGreaterThan(15);
  });

  it("holds a configuration that nginx takes", () => {
    const proxy = files.find(({ path }) => path === "proxy.yaml");
    const [map] = parseAllDocuments(proxy?.content ?? "");
    const conf = String(map?.getIn(["data", "nginx.conf"]));
    // Debian's nginx is older than 1.27.3, which resolves names while it runs; here every name is one address.
    const older = conf
      .replace(/server [\w.-]+:(\d+) (.*) resolve;/g, "server 127.0.0.1:$1 $2;")
      .replace(/resolver \S+/, "resolver 127.0.0.1");
    expect(older).not.toBe(conf);
    expectNginx(join(directory, "nginx"), older);
  });
});

it("is one kustomize base, as kubectl reads it", () => {
  const kubectl = spawnSync("kubectl", ["kustomize", manifests[0]?.directory ?? ""], { encoding: "utf8" });
  if (kubectl.error) {
    console.warn("kubectl is not here: the base was not built");
    return;
  }
  expect(kubectl.stderr).toBe("");
  expect(kubectl.stdout.match(/^kind:/gm)?.length).toBeGreaterThan(25);
});

describe.each(projects)("$name", ({ directory }) => {
  it("is a compose project with all its profiles", () => {
    expectSuccess(run("docker-compose", [...profiles, "config", "-q"], directory));
  });
});

describe.each(
  rendered
    .flatMap(({ name, directory, files }) => files.map(({ path }) => ({ name, directory, path })))
    .filter(({ path }) => /(nginx\.conf|haproxy\.cfg)$/.test(path)),
)("$name: $path", ({ directory, path }) => {
  it("is taken by the program that reads it", () => {
    const tls = dirname(certificate());
    const text = readFileSync(join(directory, path), "utf8").replaceAll("/etc/live-tls", tls);
    if (path.endsWith(".conf")) {
      expectNginx(join(directory, "nginx"), text);
    } else {
      const file = join(directory, "checked.cfg");
      writeFileSync(file, text);
      expectSuccess(run("haproxy", ["-c", "-q", "-f", file]));
    }
  });
});

it("tells Prometheus what it understands", () => {
  const directories = rendered.flatMap(({ directory, files }) =>
    files.filter(({ path }) => path.endsWith("prometheus.yml")).map(({ path }) => join(directory, path)),
  );
  expect(directories.length).toBeGreaterThan(2);
  for (const file of directories) {
    expectSuccess(run("promtool", ["check", "config", file]));
  }
});

it("raises the alarms that its rules promise, and no others", () => {
  const directory = join(root, "rules");
  mkdirSync(directory);
  for (const name of ["live.yml", "tests.yml"]) {
    writeFileSync(join(directory, name), readTemplate(`go-live/observability/${name}`));
  }
  expectSuccess(run("promtool", ["test", "rules", "tests.yml"], directory));
});

it.each(["grpc", "http"] as const)("configures a collector that would start, which sends on by %s", (protocol) => {
  const collector = process.env["OTELCOL"] ?? resolve(__dirname, "../../../.venv-collector/otelcol");
  if (!existsSync(collector)) {
    throw new Error(
      "The collector is missing: npm run setup:collector builds one (Go 1.24 or later), or OTELCOL names one.",
    );
  }
  const file = join(root, `collector-${protocol}.yaml`);
  writeFileSync(file, stringify(collectorConfig({ endpoint: "otel.example.com:4317", protocol }, "127.0.0.1")));
  const { status, stderr } = spawnSync(collector, ["validate", "--config", file], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});

/** A certificate of a day, with its key beside. */
function certificate(): string {
  const file = join(root, "tls/fullchain.pem");
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const made = ["-newkey", "rsa:2048", "-nodes", "-keyout", `${file}.key`, "-out", file];
    expectSuccess(run("openssl", ["req", "-x509", "-subj", "/CN=live.example.com", "-days", "2", ...made]));
  }
  return file;
}

function expectNginx(prefix: string, text: string): void {
  mkdirSync(prefix, { recursive: true });
  const file = join(prefix, "checked.conf");
  const own = text
    .replace("/etc/live-tls/tls.crt", certificate())
    .replace("/etc/live-tls/tls.key", `${certificate()}.key`)
    .replace("access_log /dev/stdout live;", "access_log off;");
  writeFileSync(file, own);
  expectSuccess(run("nginx", ["-t", "-q", "-p", prefix, "-c", file]));
}
