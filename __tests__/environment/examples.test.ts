import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { synthesizedResources } from "../../cli/synthesized-resources";
import { loadTopologies } from "../../modules/environment";
import type { TurnJanusTopology } from "../../modules/environment/topology";
import { standingCosts } from "../../modules/estimate/resources/standing-costs";
import { exampleEnvironments } from "../helpers/synth-environments";

const loaded = loadTopologies({ directory: exampleEnvironments });

function example(name: string): TurnJanusTopology {
  const topology = loaded.ok ? loaded.topologies.find(({ environment }) => environment === name) : undefined;
  if (topology?.aws?.kind !== "turn-janus") {
    throw new Error(`the example ${name} has no part on AWS: ${JSON.stringify(loaded.ok || loaded.problems)}`);
  }
  return topology.aws;
}

/** Fields whose warning an example accepts, with the reason, in a comment such as `// Warning of aws.media.nodes accepted: …`. */
function acceptedIn(name: string): readonly string[] {
  const text = readFileSync(join(exampleEnvironments, `${name}.ts`), "utf8");
  return [...text.matchAll(/^ *\/\/ Warning of (\S+) accepted: \S.{20,}$/gm)].map(([, path = ""]) => path);
}

describe.each(readdirSync(exampleEnvironments).map((file) => file.replace(/\.ts$/, "")))("the example %s", (name) => {
  it("is warned of nothing but what it accepts with a reason", () => {
    const warned = loaded.warnings.filter(({ file }) => basename(file, ".ts") === name).map(({ path }) => path);
    expect(warned).toEqual(acceptedIn(name));
  });
});

it("stands in the README as its file has it", () => {
  const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
  const dev = readFileSync(join(exampleEnvironments, "dev.ts"), "utf8");
  expect(readme).toContain(`\n${dev.replace("../../../modules/environment", "../modules/environment")}\`\`\``);
});

describe("dev", () => {
  const dev = example("dev");

  it("needs no account for a first plan: states are files outside the output, nothing is bootstrapped", () => {
    expect(dev.bootstrap).toBeUndefined();
    expect(dev.regions[0]?.network.stack.backend).toEqual({
      kind: "local",
      path: "../../../.state/dev-aws-eu-west-1-network.tfstate",
    });
  });

  it("has no global layer, for it has one region", () => {
    expect(dev.global).toBeUndefined();
  });

  it("gives the names of its nodes by slot, region and domain", () => {
    expect(dev.regions[0]?.network.addressPools.flatMap(({ slots }) => slots.map(({ hostname }) => hostname))).toEqual([
      "turn-1.eu-west-1.dev.example.com",
      "turn-2.eu-west-1.dev.example.com",
      "media-1.eu-west-1.dev.example.com",
    ]);
  });

  it("boots stock Ubuntu of the type's architecture", () => {
    const parameter = (architecture: string) =>
      `/aws/service/canonical/ubuntu/server/24.04/stable/current/${architecture}/hvm/ebs-gp3/ami-id`;
    expect(dev.regions[0]?.app.turn.image).toEqual({ kind: "mutable", parameter: parameter("arm64") });
    expect(dev.regions[0]?.app.media.image).toEqual({ kind: "mutable", parameter: parameter("amd64") });
  });

  it("relays what nine tenths of a t4g.small's 128 Mb/s carry at 3 Mb/s each", () => {
    expect(dev.regions[0]?.app.turn.limits).toEqual({
      allocationsPerUser: 12,
      allocationsPerNode: 38,
      bytesPerSecondPerAllocation: 375_000,
      bytesPerSecondPerNode: 14_400_000,
    });
  });
});

describe("dev on Azure", () => {
  const dev = loaded.ok ? loaded.topologies.find(({ environment }) => environment === "dev") : undefined;
  const app = dev?.azure?.regions[0]?.app;

  it("has functions that hand out credentials of a source, without an id that an apply has to print first", () => {
    const [functions] = synthesizedResources(dev ? [dev] : []).filter(({ type }) => type.includes("function_app"));
    expect(functions?.arguments).toMatchObject({
      app_settings: { TURN_ENABLED: "true", TURN_SOURCES: "metered", METERED_APP: "example" },
    });
  });

  it("has no database that nobody could use", () => {
    expect(app?.statistics).toBeUndefined();
  });

  it("costs what tier free says: its alarms, and nothing else that stands there without traffic", () => {
    const resources = synthesizedResources(dev ? [dev] : []).filter(({ stack }) => stack.cloud === "azure");
    const { lines, minimum, maximum } = standingCosts(resources);
    expect(lines.map(({ what }) => what)).toEqual(["alarms"]);
    expect([minimum, maximum].map((dollars) => dollars.toFixed(2))).toEqual(["2.30", "2.30"]);
  });
});

describe("prod", () => {
  const prod = example("prod");

  it("keeps its states in S3, but the bootstrap layer's own in a file", () => {
    expect(prod.bootstrap?.stack.backend.kind).toBe("local");
    expect(prod.global?.stack.backend).toEqual({
      kind: "s3",
      bucket: "example-webrtc-state",
      key: "webrtc-stacks/prod-aws-eu-west-1-global.tfstate",
      region: "eu-west-1",
    });
  });

  it("is applied in the order bootstrap, home, other regions, apps, global", () => {
    const [home, other] = prod.regions;
    expect(home?.network.stack.after).toEqual(["prod-aws-eu-west-1-bootstrap"]);
    expect(other?.network.stack.after).toEqual(["prod-aws-eu-west-1-bootstrap", "prod-aws-eu-west-1-network"]);
    expect(other?.app.stack.after).toEqual(["prod-aws-us-east-1-network"]);
    expect(prod.global?.stack.after).toEqual(["prod-aws-eu-west-1-network", "prod-aws-us-east-1-network"]);
  });

  it("makes the zone in its first region and finds it in the other", () => {
    expect(prod.regions.map(({ network }) => network.dnsZone)).toEqual([
      { kind: "create", name: "example.com" },
      { kind: "find", name: "example.com" },
    ]);
  });

  it("keeps the budget in its first region", () => {
    expect(prod.regions.map(({ app }) => app.budget?.monthly)).toEqual([4000, undefined]);
  });

  it("keeps logs for thirteen months, since it is protected", () => {
    expect(prod.regions.map(({ network }) => network.logRetentionDays)).toEqual([400, 400]);
  });

  it("boots the images that the image build wrote", () => {
    expect(prod.regions[0]?.app.turn.image).toEqual({
      kind: "immutable",
      parameter: "/webrtc-stacks/prod/images/turn",
    });
  });

  it("lets the jobs of one GitHub environment deploy, which make the provider that trusts its functions", () => {
    expect(prod.bootstrap?.deployIdentity).toEqual({
      issuer: "https://token.actions.githubusercontent.com",
      audience: "sts.amazonaws.com",
      subjects: ["repo:example/webrtc:environment:prod"],
      also: [],
      imageParameters: [],
      trustedIssuer: "https://sts.windows.net/22222222-2222-4222-8222-222222222222/",
      boundary: { name: "prod-role-boundary", secrets: [], buckets: [] },
    });
  });

  it("scales TURN at 60 % of 3 Gb/s and 70 % of 900 allocations", () => {
    expect(prod.regions[0]?.app.turn.scaling).toEqual({
      targetBytesOutPerMinute: 13_500_000_000,
      targetAllocations: 630,
      scaleInPercentOfTarget: 40,
    });
  });
});
