import { judgeEnvironment } from "../../modules/environment/judge";

const content = (domain: string, storageAccount: string) => ({
  domain,
  costCenter: "Tests",
  state: { kind: "azurerm", resourceGroup: "terraform", storageAccount, container: "states" },
  azure: { topology: "serverless", tier: "free", regions: ["westeurope"], turn: "metered", statistics: "off" },
});

const first = judgeEnvironment("first", content("one.example.com", "statesone"), []);
const earlier = first.environment ? [first.environment] : [];

it("refuses two environments whose bootstrap layers would make the same storage of states", () => {
  expect(judgeEnvironment("second", content("two.example.com", "statesone"), earlier).findings).toMatchObject([
    { path: "state.storageAccount", value: "statesone" },
  ]);
});

it("lets each have a storage of its own", () => {
  expect(judgeEnvironment("second", content("two.example.com", "statestwo"), earlier).findings).toEqual([]);
});
