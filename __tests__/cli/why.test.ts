import { paintIf } from "../../cli/paint";
import { formatReport } from "../../cli/why/format-report";
import { nodeGroups } from "../../cli/why/groups";
import { refusal } from "../../cli/why/refusal";
import { environmentDirectories, topologiesOf } from "../helpers/synth-environments";

const group = { region: "us-west-2", name: "webrtc-prod-master-2", logGroup: "/webrtc/prod/master" };
const at = new Date("2026-11-21T07:00:00Z");

it("prints what a group tried and the last lines of its newest nodes", () => {
  const report = formatReport(
    {
      group,
      nodes: { wanted: 1, inService: 0 },
      activities: [{ at, status: "Failed", text: "Launching a new EC2 instance: i-0a: abandoned", instance: "i-0a" }],
      logs: [{ instance: "i-0a", lines: ["failed: the installer ended with 3"] }],
    },
    paintIf(false),
  );
  expect(report).toBe(`webrtc-prod-master-2  us-west-2  0 of 1 in service
  2026-11-21T07:00:00.000Z  Failed       Launching a new EC2 instance: i-0a: abandoned
  i-0a  /webrtc/prod/master
    failed: the installer ended with 3
`);
});

it("says where to look for a node that said nothing", () => {
  const nodes = { wanted: 1, inService: 1 };
  const report = formatReport(
    { group, nodes, activities: [], logs: [{ instance: "i-0a", lines: [] }] },
    paintIf(false),
  );
  expect(report).toContain("system log");
});

it("says which layer is missing where a group does not exist", () => {
  expect(formatReport({ group, activities: [], logs: [] }, paintIf(false))).toContain("app layer");
});

it("knows the groups of OpenVidu in the order in which they start", () => {
  const [openvidu] = environmentDirectories
    .flatMap(topologiesOf)
    .filter(({ environment }) => environment === "openvidu");
  expect(openvidu && nodeGroups(openvidu).map(({ name }) => name)).toEqual([
    ...[1, 2, 3, 4].map((number) => `webrtc-openvidu-master-${number}`),
    "webrtc-openvidu-media",
  ]);
});

it("says in one line what to do where AWS cannot be asked", () => {
  const nobody = Object.assign(new Error("Could not load credentials"), { name: "CredentialsProviderError" });
  expect(refusal(nobody, "us-west-2").message).toMatch(/^AWS in us-west-2 .*Could not load credentials → sign in/);
  expect(refusal(new Error("not authorized"), "us-west-2").message).toContain("autoscaling:Describe*");
});
