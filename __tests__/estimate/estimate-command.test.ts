import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { estimateAsJson } from "../../cli/estimate-json";
import { formatEstimate } from "../../cli/format-estimate";
import { paintIf } from "../../cli/paint";
import { exampleEnvironments } from "../helpers/synth-environments";
import { estimated, ownMachine, resilient, turnJanus } from "./estimated";

const project = resolve(__dirname, "../..");
const estimate = estimated({ aws: turnJanus, azure: { ...resilient, turn: ["aws", "metered"] } });

it("says promise, cost, worst bill and what they rest on", () => {
  const text = formatEstimate(estimate, paintIf(false));
  expect(text).toContain("where parts fail independently of each other");
  expect(text).toContain(
    "  page                                99.9900 %      4 min a month   Front Door × 1 of 2 [Static Web App]",
  );
  expect(text).toMatch(/\n {2}TURN egress alone 58\.95, 17 % of the month\n/);
  expect(text).toMatch(/\nWorst bill /);
  expect(text).toContain("\nPrices list, pay as you go, without tax; noted down by hand: check before relying\n");
  expect(text).toContain("  Microsoft, consolidated Service Level Agreement for Online Services, 2024-04\n");
  expect(text).toContain("  Advertised, not owed: metered.ca.\n");
  expect(text).not.toMatch(/undefined|NaN|Infinity/);
});

it("gives the same as data", () => {
  expect(JSON.parse(JSON.stringify(estimateAsJson(estimate)))).toMatchObject({
    environment: "gold",
    availability: {
      assumption: "parts fail independently of each other",
      parts: [
        { topology: "turn-janus" },
        { topology: "serverless, tier resilient", availability: expect.closeTo(0.9999, 4) },
      ],
    },
    cost: { currency: "USD", turnEgress: expect.closeTo(58.95, 2), prices: [{ asOf: "2025-11" }, {}, {}] },
  });
});

it("says that nobody promises anything for machines of the team's own", () => {
  const text = formatEstimate(estimated({ goLive: ownMachine }), paintIf(false));
  expect(text).toContain("Nobody promises any: all of it runs on machines of your own.\n");
  expect(text).toContain("\n  their traffic to participants, 1.7 TB");
  expect(text).not.toMatch(/undefined|NaN|Infinity/);
});

// A process of its own: only so is the exit code the one that a pipeline sees.
it("says everything that is wrong with the command, and exits with 1", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--require",
      join(project, "cli/typescript.cjs"),
      join(project, "cli/estimate.ts"),
      "dve",
      "--usage",
      "calls=-1",
      "--jsn",
    ],
    { encoding: "utf8", env: { PATH: process.env["PATH"], WEBRTC_ENV_DIR: exampleEnvironments } },
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain('"dve"\n    There is no such environment. Did you mean "dev"?\n');
  expect(stderr).toContain('\n  --usage calls = "-1"\n');
  expect(stderr).toContain("\n  --jsn\n    There is no such option.\n");
});
