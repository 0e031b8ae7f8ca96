import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { defaults } from "../../modules/environment/defaults";
import { composeFiles, readCluster, singleHostNodes, turnNodeFiles } from "../../modules/nodes";
import { turnserverConf } from "../../modules/nodes/coturn/turnserver-conf";
import { relayPart } from "../../modules/nodes/go-live/compose-relay";
import { lintConfig } from "../../modules/nodes/lint";
import {
  containerCoturn,
  coturnFaults,
  coturnRanges,
  coturnWarning,
  distributionCoturn,
  judgeCoturn,
} from "../../modules/shared/coturn-versions";
import { context, turnPlan } from "../nodes/plans";

const refused = ["4.6.0", "4.7.0", "4.8.0", "4.13.1", "4.15.0", "4.16.0", "4.17.0", "4.17.1", "4.17"];

const cluster = {
  realm: "turn.example.com",
  balancer: "10.0.0.1",
  tls: "off",
  nodes: 3,
  limits: {
    allocationsPerUser: 12,
    allocationsPerNode: 1000,
    megabitsPerSecondPerAllocation: 3,
    megabitsPerSecondPerNode: 900,
  },
};

/** The message of what a function throws; undefined where it does not. */
function refusal(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** How each way in answers to a version: what it says against it, or nothing. */
const entrances: Readonly<Record<string, (coturnVersion: string) => string | undefined>> = {
  "a fleet at synth": (coturnVersion) => refusal(() => turnNodeFiles(turnPlan({ coturnVersion }), context)),
  "npm run cluster": (coturnVersion) => {
    const read = readCluster({ ...cluster, coturnVersion });
    return read.ok ? undefined : read.problems.join("\n");
  },
  "compose projects": (coturnVersion) =>
    refusal(() =>
      composeFiles({
        realm: "example.com",
        balancerAddress: "10.0.0.1",
        nodes: singleHostNodes("10.0.0.1", 3),
        tls: "off",
        coturnVersion,
        limits: turnPlan().limits,
      }),
    ),
  "npm run lint:config": (coturnVersion) => {
    const text = turnserverConf("x", turnPlan({ coturnVersion: containerCoturn })).content;
    const [first] = lintConfig({ path: "turnserver.conf", text, files: false, coturnVersion });
    return first?.message;
  },
  "npm run lint:config, the version named by the file": (coturnVersion) => {
    const rendered = turnserverConf("x", turnPlan({ coturnVersion: containerCoturn })).content;
    const text = rendered.replace(/^# coturn [\d.]+\d/, `# coturn ${coturnVersion}`);
    return lintConfig({ path: "turnserver.conf", text, files: false })[0]?.message;
  },
};

describe.each(Object.entries(entrances))("%s", (_, answer) => {
  it.each(refused)("refuses coturn %s, and says which to use", (version) => {
    expect(answer(version)).toContain("4.17.2 or later");
  });

  it.each(["4.17.0", "4.17.1"])("says of coturn %s that nobody beyond the first hop hears it", (version) => {
    expect(answer(version)).toMatch(/TTL of 1.*Known faults: coturn #2043/);
  });

  it.each(["4.17.2", "4.18.0", "4.19.0"])("takes coturn %s", (version) => {
    expect(answer(version)).toBeUndefined();
  });
});

describe("versions that are chosen where nobody names one", () => {
  const chosen = [
    defaults.turn.coturnVersion.value,
    ...relayPart({ publicAddress: "203.0.113.10", realm: "example.com" }).files.flatMap(({ content }) =>
      [...content.matchAll(/^# coturn (\S*\d)\./gm)].map(([, version = ""]) => version),
    ),
    ...Object.values(relayPart({ publicAddress: "203.0.113.10", realm: "example.com" }).services).flatMap(
      ({ image }) => /^coturn\/coturn:(.+)$/.exec(String(image))?.slice(1) ?? [],
    ),
    ...(/"coturnVersion": "([^"]+)"/.exec(page("coturn-high-availability.md"))?.slice(1) ?? []),
  ];

  it("are allowed without a word", () => {
    expect(chosen).toHaveLength(4);
    expect(chosen.filter((version) => judgeCoturn(version).decision !== "allowed")).toEqual([]);
  });

  it("have no fault that decides against them, but the distribution's", () => {
    expect(judgeCoturn(containerCoturn).faults).toEqual([]);
    expect(judgeCoturn(distributionCoturn).decision).toBe("allowed");
  });
});

describe("the table of coturn's releases", () => {
  it("refuses what is not a version", () => {
    fc.assert(
      fc.property(fc.string(), (version) => {
        fc.pre(!/^\d+\.\d+(\.\d+)?$/.test(version));
        expect(judgeCoturn(version).decision).toBe("refused");
      }),
    );
  });

  it.each(["4.17.02", "04.18.0", "4.017.2", "v4.18.0", "4.18.0-r0", "4.17.2.1", "4.6.1-1+deb12u1", "4.18.0 "])(
    "refuses %j, which is the name of no release",
    (version) => {
      expect(judgeCoturn(version).because).toContain("such as 4.18.0");
    },
  );

  it("allows no version before 4.17.2 but the distribution's, and refuses none after", () => {
    const numbers = fc.tuple(fc.constant(4), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(numbers, ([major, minor, patch]) => {
        const version = `${major}.${minor}.${patch}`;
        const { decision } = judgeCoturn(version);
        const floor = minor > 17 || (minor === 17 && patch >= 2);
        expect({ version, allowed: decision === "allowed" }).toEqual({
          version,
          allowed: (floor && minor < 19) || version === distributionCoturn,
        });
        expect({ version, refused: floor && decision === "refused" }).toEqual({ version, refused: false });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["4.17.1", ["coturn #2043"]],
    ["4.17.2", []],
    ["4.16.0", ["CVE-2026-73215", "CVE-2026-73216", "coturn #2036"]],
  ])("knows the faults of %s", (version, ids) => {
    expect(judgeCoturn(version).faults.map(({ id }) => id)).toEqual(ids);
  });

  it("warns of what it has not read, and of 4.6 from elsewhere than a distribution", () => {
    expect([coturnWarning("4.19.0"), coturnWarning("4.6.3")].map((text) => text?.slice(0, 8))).toEqual([
      "warning:",
      "warning:",
    ]);
    expect([coturnWarning("4.18.0"), coturnWarning("4.6.1"), coturnWarning("4.17.1")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is the one that docs/nodes.md shows", () => {
    const rows = page("nodes.md")
      .split("\n")
      .filter((line) => /^\| (CVE-|coturn #|from \d)/.test(line));
    const faults = coturnFaults.map(
      ({ id, since, fixed, what, closedBy }) => `| ${id} | ${since ?? ""} | ${fixed} | ${what} | ${closedBy ?? ""} |`,
    );
    const ranges = coturnRanges.map(({ from, decision, because }) => `| from ${from} | ${decision} | ${because} |`);
    expect(rows.map(squeeze)).toEqual([...ranges, ...faults].map(squeeze));
  });
});

function page(name: string): string {
  return readFileSync(join(__dirname, "../../docs", name), "utf8");
}

function squeeze(row: string): string {
  return row.replaceAll(/ +/g, " ");
}
