import { createServer, type Server } from "node:http";
import { startProgram } from "./programs";

/** What a suite looks like whose last program does not start: those before it run, and nobody ends them. */
let server: Server;

beforeAll(async () => {
  startProgram();
  // As browsers are started.
  startProgram({ detached: true });
  createServer().listen(0, "127.0.0.1");
  server = await taken();
});

afterAll(() => server.close());

it("is never reached", () => undefined);

async function taken(): Promise<Server> {
  throw new Error("the port of the last program is taken");
}
