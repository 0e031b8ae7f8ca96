import fc from "fast-check";
import type { Environment, Topology } from "../../modules/environment";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import { holdsForEach } from "../helpers/holds-for-each";
import { schemaProblems } from "../helpers/provider-schema";
import { synthesize } from "../helpers/synth-environments";
import { arbitraryAzureEnvironment } from "./arbitrary-azure";

/** The longest name that an environment can have. */
const longestName = "abcdefghijklmnopqrst";

function resolved(content: Environment): NonNullable<Topology["azure"]> {
  const { environment, findings } = judgeEnvironment(longestName, content, []);
  const wrong = findings.filter(({ warning }) => !warning);
  const { azure } = environment && wrong.length === 0 ? resolveTopology(environment, new Ledger()) : {};
  if (!azure) {
    throw new Error(`a valid environment is refused: ${JSON.stringify(wrong)}\n${JSON.stringify(content)}`);
  }
  return azure;
}

/** New ones in each run, the same for every promise; a failure prints the environment. */
const generated = fc
  .sample(arbitraryAzureEnvironment(), 60)
  .map((environment) => ({ environment, azure: resolved(environment) }));

function each(promise: (azure: NonNullable<Topology["azure"]>, environment: Environment) => void, among = generated) {
  holdsForEach(among, ({ azure, environment }) => promise(azure, environment));
}

describe("whatever a team writes on Azure that every rule allows", () => {
  it("is named within every limit, also by the longest name of an environment", () => {
    each(({ regions }) => {
      for (const { network } of regions) {
        expect(network.names.storage.length).toBeLessThanOrEqual(18);
        expect(network.names.vault.length).toBeLessThanOrEqual(17);
        expect(`${network.names.global}-functions-abcdef`.length).toBeLessThanOrEqual(60);
        expect(`${network.names.global}-page-abcdef`.length).toBeLessThanOrEqual(46);
      }
    });
  });

  it("has ranges of its own in each region, and subnets that share no address", () => {
    each(({ regions }) => {
      const spaces = regions.map(({ network }) => network.addressSpace);
      expect(new Set(spaces).size).toBe(spaces.length);
      for (const { network } of regions) {
        const subnets = [network.functionSubnet, network.endpointSubnet, network.turn].flatMap(
          (part) => part?.cidr ?? [],
        );
        expect(new Set(subnets).size).toBe(subnets.length);
        const space = network.addressSpace.split(".").slice(0, 2).join(".");
        expect(subnets.every((cidr) => cidr.startsWith(`${space}.`))).toBe(true);
      }
    });
  });

  it("has an address for every TURN node and the balancer within its prefix", () => {
    each(({ regions }) => {
      for (const { turn } of regions.map(({ network }) => network)) {
        if (turn) {
          expect(2 ** (32 - turn.prefixLength)).toBeGreaterThanOrEqual(turn.slots.length + (turn.tls ? 1 : 0));
          expect(turn.prefixLength).toBeGreaterThanOrEqual(28);
        }
      }
    });
  });

  it("applies network before edge and app, and bootstrap before all", () => {
    each(({ bootstrap, edge, regions }) => {
      expect(bootstrap.stack.after).toEqual([]);
      for (const { network, app } of regions) {
        expect(network.stack.after).toEqual([bootstrap.stack.id]);
        expect(app.stack.after).toEqual([network.stack.id, edge.stack.id]);
      }
    });
  });

  it("keeps a vault that nobody purges exactly where the environment is protected", () => {
    each(({ regions }) => {
      for (const { network } of regions) {
        expect(network.vault.purgeProtection).toBe(network.stack.protect);
      }
    });
  });

  it("becomes resources whose arguments the provider takes", () => {
    each(
      (azure, { domain }) => {
        const stacks = synthesize([{ environment: longestName, domain, azure }]);
        const problems = stacks.flatMap(({ resources }) =>
          resources.flatMap(({ type, arguments: body }) => schemaProblems("resource", type, body)),
        );
        expect(problems).toEqual([]);
      },
      generated.slice(0, 3),
    );
  });
});
