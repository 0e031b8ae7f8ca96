import { type HttpHandler, HttpRequest, InvocationContext } from "@azure/functions";

const mockHandlers = new Map<string, HttpHandler>();

jest.mock("@azure/functions", () => ({
  ...jest.requireActual("@azure/functions"),
  app: {
    http: (name: string, { handler }: { handler: HttpHandler }) => mockHandlers.set(name, handler),
    timer: () => undefined,
    hook: { appTerminate: () => undefined },
  },
}));

import { ContextJournal } from "../../../apps/signaling/src/azure/context-journal";
import { registerFunctions } from "../../../apps/signaling/src/azure/register";
import { SettingsError } from "../../../apps/signaling/src/read-settings";
import { enter, pair, roomId } from "./support/client";
import { world } from "./support/fakes";

const journal = new ContextJournal();
const here = world({}, { journal });

beforeAll(() => registerFunctions(() => here.services, journal));

/** Runs a handler as the host does; gives its reply and its log lines. */
async function run(name: string, request: HttpRequest) {
  const lines: string[] = [];
  const logHandler = (_level: string, ...text: unknown[]): void => void lines.push(text.join(" "));
  const reply = await mockHandlers.get(name)?.(request, new InvocationContext({ functionName: name, logHandler }));
  return { reply, lines };
}

function post(token: string): HttpRequest {
  const headers = { authorization: `Bearer ${token}`, "x-forwarded-for": "198.51.100.9:1234" };
  return new HttpRequest({ method: "POST", url: "https://example.com/api/x", headers, params: { roomId } });
}

it("answers a request of the host, and logs to its invocation", async () => {
  const [alice] = await pair(here);
  const { reply, lines } = await run("turn-credentials", post(alice.token));
  expect(reply).toMatchObject({ status: 200, headers: { "cache-control": "no-store" } });
  expect(lines).toEqual(['{"metric":"turn_credentials_issued","source":"aws"}']);
});

it("negotiates with 5 milliseconds of processor time or less (median of 50)", async () => {
  const { token } = await enter(here);
  const times = [];
  for (let i = 0; i < 50; i += 1) {
    const start = process.cpuUsage();
    await run("negotiate", post(token));
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  expect(times.toSorted((a, b) => a - b)[25]).toBeLessThan(5);
});

it("refuses with problem details while the settings are wrong, and names no value", async () => {
  mockHandlers.clear();
  registerFunctions(() => {
    throw new SettingsError([{ setting: "KEY_VAULT_URI", rule: "has to be set" }]);
  }, journal);
  const { reply, lines } = await run("session", post("x"));
  expect(reply).toMatchObject({ status: 500, headers: { "content-type": "application/problem+json" } });
  expect(lines.join()).toContain("SettingsError");
});
