import { parse, parseAllDocuments } from "yaml";
import { goLiveFiles } from "../../../modules/nodes/go-live";
import { liveEnvironment, liveSecrets, liveVariables, serviceName } from "../../../modules/nodes/go-live/variables";
import { lintConfig } from "../../../modules/nodes/lint";
import { live, shapes } from "./plans";

const rendered = Object.entries(shapes).map(([name, plan]) => ({ name, plan, files: goLiveFiles(plan) }));

/** Variables that a file gives to the program: a settings file, or the environment of its container. */
function variablesOf(path: string, content: string): readonly string[] {
  if (/live\.env(\.example)?$/.test(path)) {
    return content.split("\n").flatMap((line) => /^([A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
  }
  if (!path.endsWith("instances.yaml")) {
    return [];
  }
  const { spec } = parseAllDocuments(content)[0]?.toJS() ?? {};
  return spec.template.spec.containers[0].env.map(({ name }: { name: string }) => name);
}

/** The facts' list of everything that the program reads, copied from its documentation of 2026-05, and its OTLP library's switch. */
const facts =
  "HTTP_ADDR ALLOWED_ORIGIN AUTH_TOKEN ROOM_TOKENS JWT_SECRET JWT_AUDIENCE ADMIN_TOKEN STUN_URLS TURN_URLS TURN_USERNAME " +
  "TURN_PASSWORD TLS_CERT_FILE TLS_KEY_FILE RECORD_ENABLED RECORD_DIR MAX_SUBS_PER_ROOM RATE_LIMIT_RPS RATE_LIMIT_BURST " +
  "UPLOAD_RECORDINGS DELETE_RECORDING_AFTER_UPLOAD S3_ENDPOINT S3_REGION S3_BUCKET S3_ACCESS_KEY S3_SECRET_KEY S3_USE_SSL " +
  "S3_PATH_STYLE S3_PREFIX OTEL_SERVICE_NAME OTEL_EXPORTER_OTLP_ENDPOINT OTEL_EXPORTER_OTLP_PROTOCOL OTEL_EXPORTER_OTLP_INSECURE PPROF";

describe("the proxy of every shape", () => {
  it.each(rendered)("lets no body through to the service that reads none: $name", ({ files }) => {
    const proxies = files.filter(({ content }) => /(upstream|backend) live_bootstrap/.test(content));
    expect(proxies.length).toBeGreaterThan(0);
    for (const { content } of proxies) {
      expect(content).toMatch(
        /location = \/api\/bootstrap \{[^}]*\}\s*if \(\$live_body\) \{ return 400; \}|deny_status 400 if page body or bootstrap body/,
      );
    }
  });

  it.each(rendered)("sends on the path that it judged: $name", ({ files }) => {
    for (const { content } of files.filter((file) => /(upstream|backend) live_bootstrap/.test(file.content))) {
      expect(content).toMatch(
        /map \$request_uri \$live_spelling [\s\S]*if \(\$live_spelling = ""\)|http-request set-uri %\[pathq\]/,
      );
    }
  });
});

describe("what the program is told", () => {
  it("is what it reads, and nothing else", () => {
    expect([...liveVariables].sort()).toEqual(facts.split(" ").sort());
  });

  it.each(rendered)("holds names that it reads only: $name", ({ files }) => {
    const names = files.flatMap(({ path, content }) => variablesOf(path, content));
    expect(names.length).toBeGreaterThan(4);
    const helper = "POD_IP";
    expect(names.filter((name) => name !== helper && !liveVariables.some((known) => known === name))).toEqual([]);
  });

  it("switches the upload on where there is a store: the S3 variables alone do nothing", () => {
    expect(liveEnvironment(live, { httpAddress: ":8080" })).toMatchObject({
      UPLOAD_RECORDINGS: "1",
      RECORD_ENABLED: "1",
    });
  });

  it("sends traces under one name in all shapes", () => {
    const named = rendered.filter(({ plan }) => plan.live.tracing);
    expect(named.filter(({ files }) => !files.some(({ content }) => content.includes(serviceName)))).toEqual([]);
  });

  it("limits no request by address, which would be the proxy's", () => {
    expect(Object.keys(liveEnvironment(live, { httpAddress: ":8080" }))).not.toContain("RATE_LIMIT_RPS");
  });

  it("holds relays and their password only where an instance has no public address", () => {
    for (const variable of ["TURN_URLS", "TURN_PASSWORD"]) {
      const told = rendered.filter(({ files }) =>
        files.some(({ path, content }) => variablesOf(path, content).includes(variable)),
      );
      expect([variable, told.map(({ name }) => name)]).toEqual([variable, ["kubernetes by relay behind a gateway"]]);
    }
  });

  it("names secrets apart from settings", () => {
    const settings = Object.keys(liveEnvironment(live, { httpAddress: ":8080" }));
    expect(liveSecrets(live).filter((name) => settings.includes(name))).toEqual([]);
  });
});

describe.each(rendered)("$name", ({ plan, files }) => {
  it("holds each file once", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)]);
  });

  it("is YAML that parses", () => {
    const wrong = files
      .filter(({ path }) => path.endsWith(".yaml"))
      .flatMap(({ path, content }) => parseAllDocuments(content).flatMap(({ errors }) => errors.map(() => path)));
    expect(wrong).toEqual([]);
  });

  it("gives no secret a value", () => {
    const examples = files
      .filter(({ path }) => path.endsWith(".example"))
      .flatMap(({ content }) => content.split("\n"));
    expect(examples.filter((line) => /^[A-Z0-9_]+=./.test(line))).toEqual([]);
  });

  it("runs the program's image by its digest and nothing as latest", () => {
    const images = files.flatMap(({ content }) => content.match(/^\s*(?:- )?image: (\S+)/gm) ?? []);
    expect(images.filter((image) => /:latest$/.test(image))).toEqual([]);
    expect(images).toContainEqual(expect.stringContaining(plan.live.image));
  });

  it("says nothing twice different: the same plan is the same bytes", () => {
    expect(goLiveFiles(plan)).toEqual(files);
  });

  it("has nothing that the check of manifests refuses", () => {
    const manifests = plan.shape === "kubernetes" ? files : [];
    const findings = manifests.flatMap(({ path, content }) =>
      lintConfig({ path, text: content, files: false }).map(({ message }) => `${path}: ${message}`),
    );
    expect(findings).toEqual([]);
  });
});

describe("a compose project", () => {
  const services = rendered
    .filter(({ plan }) => plan.shape !== "kubernetes")
    .flatMap(({ name, files }) =>
      files
        .filter(({ path }) => path.endsWith("compose.yaml"))
        .flatMap(({ path, content }) =>
          Object.entries<Record<string, unknown>>(parse(content).services).map(([service, body]) => ({
            at: `${name} ${path} ${service}`,
            body,
          })),
        ),
    );

  it("lets nobody write to a root file system", () => {
    expect(services.filter(({ body }) => body["read_only"] !== true)).toEqual([]);
  });

  it("takes all rights from every service", () => {
    expect(services.filter(({ body }) => JSON.stringify(body["cap_drop"]) !== '["ALL"]')).toEqual([]);
  });

  it("runs the program as the user that its volume belongs to", () => {
    const programs = services.filter(({ at }) => at.endsWith(" live"));
    expect(programs.filter(({ body }) => body["user"] !== "10001:10001")).toEqual([]);
  });
});
