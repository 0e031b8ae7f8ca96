import { identitiesOf, type Job, jobsOf, pipelines, type Rendered, topologies } from "./rendered";

const workflows = pipelines.filter(({ path }) => path.startsWith(".github/workflows/"));
const infra = workflows.filter(({ path }) => path.endsWith("-infra.yml"));
const jobs = workflows.flatMap((workflow) =>
  jobsOf(workflow).map((job) => ({ ...job, at: `${workflow.path}: ${job.name}` })),
);

/** Names of all jobs that come before one. */
function ancestors(all: readonly Job[], job: Job): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    found.add(name);
    all.find((other) => other.name === name)?.needs.forEach(visit);
  };
  job.needs.forEach(visit);
  return found;
}

function breaches(broken: (job: Job) => boolean): readonly string[] {
  return jobs.filter(broken).map(({ at }) => at);
}

describe("workflows of GitHub Actions", () => {
  it("are there for every environment that GitHub deploys, with code where there is a part on Azure", () => {
    const expected = topologies
      .filter(({ deploy }) => deploy?.kind === "github")
      .flatMap(({ environment, azure }) =>
        ["infra", ...(azure ? ["backend", "frontend"] : [])].map(
          (name) => `.github/workflows/${environment}-${name}.yml`,
        ),
      );
    expect(workflows.map(({ path }) => path)).toEqual(expected);
    expect(expected).toContain(".github/workflows/prod-backend.yml");
  });

  it("take every action at a commit, and say its version", () => {
    const loose = workflows.flatMap(({ path, text }) =>
      (text.match(/uses: (?!\.\/).*/g) ?? [])
        .filter((use) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))
        .map((use) => `${path}: ${use}`),
    );
    expect(loose).toEqual([]);
  });

  it("may read the repository and no more, unless a job says what it needs", () => {
    for (const { path, content } of workflows) {
      expect({ path, permissions: Object(content).permissions }).toEqual({ path, permissions: { contents: "read" } });
    }
  });

  it("ask for a token only where the environment is trusted, and in what such a job calls", () => {
    expect(
      breaches(
        ({ permissions, environment, text }) =>
          permissions?.["id-token"] === "write" && environment === undefined && !text.includes("/.github/workflows/"),
      ),
    ).toEqual([]);
  });

  it("keep no key: the secrets are those of the TURN sources alone", () => {
    for (const { path, text } of workflows) {
      const secrets = [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
      expect({ path, foreign: secrets.filter((name) => name !== "METERED_SECRET_KEY") }).toEqual({ path, foreign: [] });
      expect(text).not.toMatch(/AWS_SECRET|AWS_ACCESS_KEY|client-secret|creds:|publish-profile|api_token:|https:\/\//);
    }
  });

  it("touch no cloud for a pull request", () => {
    expect(
      infra.flatMap((workflow) =>
        jobsOf(workflow)
          .filter(
            ({ name, text }) =>
              name !== "test" && !/!cancelled\(\) && (github.event_name != 'pull_request'|needs\.)/.test(text),
          )
          .map(({ name }) => `${workflow.path}: ${name}`),
      ),
    ).toEqual([]);
  });
});

describe("a deployment from GitHub", () => {
  it.each(infra.map((workflow) => [workflow.environment, workflow] as const))(
    "tests before it plans, plans before it asks, asks before it applies: %s",
    (_, workflow) => {
      const all = jobsOf(workflow);
      for (const job of all.filter(({ name }) => name !== "test")) {
        expect([...ancestors(all, job)]).toContain("test");
      }
      for (const apply of all.filter(({ name }) => name.startsWith("apply-"))) {
        const wave = apply.name.slice("apply-".length);
        expect(apply.needs).toEqual([`plan-${wave}`, `approve-${wave}`]);
        expect(apply.text).toContain(`needs.approve-${wave}.result == 'success'`);
      }
    },
  );

  it.each(infra.map((workflow) => [workflow.environment, workflow] as const))(
    "applies exactly the plan that was approved, by its digest: %s",
    (_, workflow) => {
      for (const apply of jobsOf(workflow).filter(({ name }) => name.startsWith("apply-"))) {
        const wave = apply.name.slice("apply-".length);
        expect(apply.text).toContain(`\${{ needs.plan-${wave}.outputs.digest }}`);
        expect(apply.text).toContain('cli/pipelines/apply.sh \\"$DIGEST\\"');
        expect(apply.text).not.toContain("npm run --silent synth");
      }
    },
  );

  it.each(infra.map((workflow) => [workflow.environment, workflow] as const))(
    "applies every stack once, after all that it stands on, and leaves the bootstrap layer to people: %s",
    (environment, workflow) => {
      const all = jobsOf(workflow);
      const appliedBy = (id: string) =>
        all.filter(({ name, text }) => name.startsWith("apply-") && new RegExp(`\\b${id}[ "]`).test(text));
      const topology = topologies.find((one) => one.environment === environment);
      for (const { id, layer, after } of topology ? identitiesOf(topology) : []) {
        expect({ id, times: appliedBy(id).length }).toEqual({ id, times: layer === "bootstrap" ? 0 : 1 });
        const [job] = appliedBy(id);
        for (const earlier of after.filter((one) => !one.endsWith("-bootstrap"))) {
          const [ground] = appliedBy(earlier);
          expect({ id, earlier, first: job && ground && ancestors(all, job).has(ground.name) }).toEqual({
            id,
            earlier,
            first: true,
          });
        }
      }
    },
  );

  it("publishes code once every layer stands, and the page after the functions", () => {
    for (const workflow of infra.filter(({ environment }) => ["prod", "hub"].includes(environment))) {
      const all = jobsOf(workflow);
      const [backend, frontend] = ["backend", "frontend"].map((name) => all.find((job) => job.name === name));
      const applied = all.map(({ name }) => name).filter((name) => name.startsWith("apply-"));
      expect(backend && [...ancestors(all, backend)]).toEqual(expect.arrayContaining(applied));
      expect(frontend?.needs).toEqual(["backend"]);
    }
  });

  it("ends with a look at what was deployed", () => {
    const looks = (path: string, what: string): boolean =>
      find(path).text.includes(`npm run --silent smoke -- ${what}`);
    expect([looks("relay-infra", "servers"), looks("prod-backend", "api"), looks("prod-frontend", "page")]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("gives the right to change the database to one job, with reviewers of its own, and none where a group administers it", () => {
    const migrating = (path: string): readonly Job[] =>
      jobsOf(find(path)).filter(({ text }) => text.includes("migrate -w apps/signaling"));
    expect(migrating("prod-backend").map(({ environment }) => environment)).toEqual(["prod-migration"]);
    expect(migrating("hub-backend")).toEqual([]);
  });

  it("logs in wherever a wave's stacks are, and where the states are", () => {
    const clouds = (path: string, name: string): readonly string[] => {
      const text = jobsOf(find(path)).find((job) => job.name === name)?.text ?? "";
      return [
        ...(text.includes("configure-aws-credentials") ? ["aws"] : []),
        ...(text.includes("azure/login") ? ["azure"] : []),
      ];
    };
    expect(clouds("prod-infra", "plan-network")).toEqual(["aws", "azure"]);
    expect(clouds("relay-infra", "apply-network")).toEqual(["aws"]);
    expect(clouds("prod-backend", "targets")).toEqual(["aws"]);
    expect(clouds("hub-backend", "targets")).toEqual(["azure"]);
  });

  it("names the role that the bootstrap layer makes", () => {
    expect(find("hub-infra").text).toContain('"arn:aws:iam::123456789012:role/hub-eu-west-1-deploy"');
  });
});

function find(name: string): Rendered {
  const found = workflows.find(({ path }) => path.endsWith(`/${name}.yml`));
  if (!found) {
    throw new Error(`no workflow ${name}`);
  }
  return found;
}
