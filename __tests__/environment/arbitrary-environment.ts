import fc from "fast-check";
import type { Environment, RegionSettings, TurnJanusEnvironment } from "../../modules/environment";
import { findInstanceType, instanceTypeNames } from "../../modules/environment/catalog/instance-types";
import { awsRegionNames, findAwsRegion } from "../../modules/environment/catalog/regions";
import type { MediaSettings, TurnSettings } from "../../modules/environment/input/turn-janus";

/** Environments that every rule allows. */
export function arbitraryEnvironment(): fc.Arbitrary<Environment> {
  return fc
    .record(
      {
        domain: fc.constantFrom("example.com", "dev.example.com", "a-b.rtc.example.org"),
        costCenter: fc.constantFrom("WebRTC", "4711", "R&D".replace("&", "+")),
        aws: arbitraryAws(),
        protect: fc.boolean(),
        tags: fc.dictionary(fc.constantFrom("Team", "Owner", "Data Class"), fc.constantFrom("voice", "video", "")),
        budget: fc.record({ monthly: fc.integer({ min: 1, max: 100_000 }), notify: fc.constant(["ops@example.com"]) }),
        state: fc.constantFrom<NonNullable<Environment["state"]>>(
          { kind: "local" },
          { kind: "s3", bucket: "example-state", region: "eu-west-1" },
          { kind: "azurerm", resourceGroup: "tf", storageAccount: "examplestate", container: "states" },
        ),
        deploy: fc.constantFrom<NonNullable<Environment["deploy"]>>(
          { kind: "github", repository: "example/webrtc" },
          { kind: "oidc", issuer: "https://gitlab.com", audience: "aws", subjects: ["project_path:a/b:*"] },
        ),
      },
      { requiredKeys: ["domain", "costCenter", "aws"] },
    )
    .map(({ tags, ...environment }) => ({
      ...environment,
      // An empty value of a tag is a text too, but no decision.
      ...(tags && { tags: Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== "")) }),
    }));
}

function arbitraryAws(): fc.Arbitrary<TurnJanusEnvironment> {
  return fc.record(
    {
      topology: fc.constant("turn-janus" as const),
      regions: arbitraryRegions(),
      turn: arbitraryTurn(),
      media: arbitraryMedia(),
      account: fc.constant("123456789012"),
      dns: fc.constant({ zoneId: "Z0123456789ABC" }),
      image: fc.constantFrom<NonNullable<TurnJanusEnvironment["image"]>>("mutable", "immutable", {
        turn: "ami-0123456789abcdef0",
        media: "/images/media",
      }),
      logRetentionDays: fc.constantFrom(1, 30, 365, 3653),
      secrets: fc.record({ rotationDays: fc.integer({ min: 0, max: 1000 }) }),
    },
    { requiredKeys: ["topology", "regions", "turn", "media"] },
  );
}

function arbitraryRegions(): fc.Arbitrary<Readonly<Record<string, RegionSettings>>> {
  return fc
    .uniqueArray(fc.constantFrom(...awsRegionNames), { minLength: 1, maxLength: 5 })
    .chain((names) => fc.tuple(...names.map((name) => arbitraryRegion(name).map((region) => [name, region] as const))))
    .map((entries) => Object.fromEntries(entries));
}

/** A region with its own default range, so that any two go together. */
function arbitraryRegion(name: string): fc.Arbitrary<RegionSettings> {
  const letters = [...(findAwsRegion(name)?.zoneLetters ?? "")];
  return fc.record(
    {
      zones: fc.oneof(
        fc.integer({ min: 1, max: letters.length }),
        fc.subarray(letters, { minLength: 1 }).map((chosen) => chosen.map((letter) => `${name}${letter}`)),
      ),
      ipv6: fc.boolean(),
      nat: fc.constantFrom("none" as const, "one" as const, "per-zone" as const),
      interfaceEndpoints: fc.constantFrom<readonly string[]>([], ["secretsmanager"], ["ssm", "kms"]),
    },
    { requiredKeys: ["zones"] },
  );
}

const nodes = fc.oneof(
  fc.integer({ min: 1, max: 60 }),
  fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 30 }))
    .map(([min, more]) => ({ min, max: min + more })),
);

function arbitraryTurn(): fc.Arbitrary<TurnSettings> {
  const turn = fc.record(
    {
      nodes,
      instanceType: fc.constantFrom(...instanceTypeNames),
      tls: fc.constantFrom<NonNullable<TurnSettings["tls"]>>(
        { mode: "nlb" },
        { mode: "off" },
        { mode: "node", certificate: { kind: "acme", email: "ops@example.com" } },
      ),
      relayPorts: fc
        .tuple(fc.integer({ min: 9000, max: 50000 }), fc.integer({ min: 99, max: 15535 }))
        .map(([from, more]) => ({ from, to: from + more })),
      drain: fc.record({
        hours: fc.integer({ min: 1, max: 48 }),
        heartbeatSeconds: fc.integer({ min: 1728, max: 3600 }),
      }),
      limits: fc.record(
        {
          perUser: fc.integer({ min: 1, max: 50 }),
          perAllocation: fc.record({ megabitsPerSecond: fc.double({ min: 0.1, max: 20, noNaN: true }) }),
        },
        { requiredKeys: [] },
      ),
      schedules: fc.constantFrom<NonNullable<TurnSettings["schedules"]>>(
        [],
        [{ name: "evening", cron: "30 18 * * mon-fri", timeZone: "Europe/Berlin", nodes: 1 }],
      ),
    },
    { requiredKeys: ["nodes"] },
  );
  // A certificate of ACME is for one node alone.
  return turn.map((settings) =>
    settings.tls?.mode === "node" && settings.tls.certificate.kind === "acme"
      ? { ...settings, nodes: 1, schedules: [] }
      : settings,
  );
}

function arbitraryMedia(): fc.Arbitrary<MediaSettings> {
  const fleet = {
    nodes,
    instanceType: fc.constantFrom(...instanceTypeNames.filter((name) => !findInstanceType(name)?.burstable)),
    rtpPorts: fc
      .tuple(fc.integer({ min: 10000, max: 50000 }), fc.integer({ min: 99, max: 15535 }))
      .map(([from, more]) => ({ from, to: from + more })),
    scaleOut: fc.record({ cpuPercent: fc.integer({ min: 30, max: 90 }) }),
  };
  return fc.oneof(
    fc.record({ engine: fc.constant("janus" as const), ...fleet }, { requiredKeys: ["engine", "nodes"] }),
    fc.record(
      {
        engine: fc.constant("mediasoup" as const),
        bundle: fc.constant({ key: "apps/sfu.tar.gz", sha256: "0".repeat(64) }),
        ...fleet,
      },
      { requiredKeys: ["engine", "bundle", "nodes"] },
    ),
  );
}
