import { join } from "node:path";
import { type PageEndpoint, pageTargets } from "../../cli/pipelines/targets";
import { topologiesOf } from "../helpers/synth-environments";

const topologies = topologiesOf(join(__dirname, "../fixtures/azure-environments"));
const outputs = {
  page_names: ["one", "two"],
  page_url: "https://app.example.com",
  resource_group: "group",
  api_url: "https://functions.example.com/api",
  signalr_uri: "https://messages.example.com",
};

function endpointsOf(environment: string): readonly PageEndpoint[] {
  const topology = topologies.find((one) => one.environment === environment);
  return topology ? (pageTargets(topology, () => outputs)[0]?.endpoints ?? []) : [];
}

describe("what a page is told when it is published", () => {
  it("is the functions of every region", () => {
    expect(endpointsOf("resilient").map(({ key }) => key)).toEqual(["westeurope", "northeurope"]);
  });

  it("is the relays of our own as STUN servers, and none where they belong to somebody else", () => {
    expect(endpointsOf("two-clouds")[0]?.stun).toEqual([
      "stun:turn.eu-west-1.two.example.com:3478",
      "stun:turn.us-east-1.two.example.com:3478",
    ]);
    expect(endpointsOf("free")[0]?.stun).toEqual([]);
  });
});
