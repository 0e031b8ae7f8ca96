/**
 * What the Functions host is told. The library hands registrations to a module that only the host has; a stand-in records them
 * exactly as the host would get them.
 */
interface Registration {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const mockRegistered: Registration[] = [];
const mockHooks: string[] = [];

jest.mock(
  "@azure/functions-core",
  () => ({
    version: "1.0.0",
    setProgrammingModel: () => undefined,
    registerHook: (name: string) => {
      mockHooks.push(name);
      return { dispose: () => undefined };
    },
    registerFunction: (metadata: Registration) => {
      mockRegistered.push(metadata);
      return { dispose: () => undefined };
    },
    log: () => undefined,
    Disposable: class {},
  }),
  { virtual: true },
);

import { ContextJournal } from "../../../apps/signaling/src/azure/context-journal";
import { registerFunctions } from "../../../apps/signaling/src/azure/register";

const services = jest.fn(() => {
  throw new Error("not needed to register");
});

beforeAll(() => registerFunctions(services, new ContextJournal()));

function triggers(type: string): readonly Readonly<Record<string, unknown>>[] {
  return mockRegistered.flatMap(({ name, bindings }) =>
    Object.values(bindings)
      .filter((binding) => binding["type"] === type)
      .map((binding) => ({ ...binding, functionName: name })),
  );
}

it("registers these routes and no others", () => {
  const routes = triggers("httpTrigger").map(({ methods, route }) => `${methods} ${route}`);
  expect(routes.toSorted()).toEqual([
    "GET health",
    "GET stats",
    "POST negotiate",
    "POST rooms/{roomId}/join",
    "POST rooms/{roomId}/leave",
    "POST rooms/{roomId}/signal",
    "POST rooms/{roomId}/turn-credentials",
    "POST session",
    "POST stats",
  ]);
});

it("asks for no function key anywhere: it would have to be in the page", () => {
  expect(new Set(triggers("httpTrigger").map(({ authLevel }) => authLevel))).toEqual(new Set(["anonymous"]));
});

it("registers two timers: the sweep every two minutes, the archive every night", () => {
  expect(triggers("timerTrigger").map(({ functionName, schedule }) => [functionName, schedule])).toEqual([
    ["sweep", "30 */2 * * * *"],
    ["nightly", "0 20 2 * * *"],
  ]);
});

it("binds no other trigger, input or output: nothing copies a header into an identity", () => {
  const types = mockRegistered.flatMap(({ bindings }) => Object.values(bindings).map(({ type }) => type));
  expect(new Set(types)).toEqual(new Set(["httpTrigger", "http", "timerTrigger"]));
});

it("writes the statistics when the host ends, and reads no settings before the first request", () => {
  expect(mockHooks).toContain("appTerminate");
  expect(services).not.toHaveBeenCalled();
});
