import fc from "fast-check";
import type { Topology } from "../../modules/environment";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import { schemaProblems } from "../helpers/provider-schema";
import { synthesize } from "../helpers/synth-environments";
import { arbitraryAzureEnvironment } from "./arbitrary-azure";

/** The longest name that an environment can have. */
const longestName = "abcdefghijklmnopqrst";

function resolved(content: unknown): NonNullable<Topology["azure"]> {
  const { environment, findings } = judgeEnvironment(longestName, content, []);
  expect(findings.filter(({ warning }) => !warning)).toEqual([]);
  const { azure } = environment ? resolveTopology(environment, new Ledger()) : {};
  if (!azure) {
    throw new Error("no part on Azure");
  }
  return azure;
}

const each = (promise: (azure: NonNullable<Topology["azure"]>) => void, runs = 60): void =>
  fc.assert(
    fc.property(arbitraryAzureEnvironment(), (environment) => promise(resolved(environment))),
    { numRuns: runs },
  );

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
    fc.assert(
      fc.property(arbitraryAzureEnvironment(), (environment) => {
        const stacks = synthesize([
          { environment: longestName, domain: environment.domain, azure: resolved(environment) },
        ]);
        const problems = stacks.flatMap(({ resources }) =>
          resources.flatMap(({ type, arguments: body }) => schemaProblems("resource", type, body)),
        );
        expect(problems).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });
});
