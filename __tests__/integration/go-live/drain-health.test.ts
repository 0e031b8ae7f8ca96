import { createServer, type Server } from "node:http";
import { inParallel, play, publish, roomNames } from "./support/clients";
import { freePort, until } from "./support/programs";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";

/** A machine with an address of its own: an instance that has one room, and the health page beside it. */
class Machine {
  green = true;
  private constructor(
    readonly id: string,
    readonly origin: string,
    private readonly servers: readonly Server[],
  ) {}

  static async start(id: string, host: string, ports: { program: number; health: number }): Promise<Machine> {
    const room = [{ name: `on-${id}`, hasPublisher: true, subscribers: 0 }];
    const program = createServer((request, response) => {
      const list = request.url === "/api/rooms";
      request.resume();
      response.writeHead(list ? 200 : 201, { "x-instance": id }).end(list ? JSON.stringify(room) : "v=0");
    });
    const health = createServer((_, response) => response.writeHead(machine.green ? 200 : 503).end());
    const machine = new Machine(id, `http://${host}:${ports.program}`, [program, health]);
    await Promise.all([
      new Promise<void>((done) => program.listen(ports.program, host, done)),
      new Promise<void>((done) => health.listen(ports.health, host, done)),
    ]);
    return machine;
  }

  stop(): void {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }
}

let redis: RedisServer;
let router: RoomRouter;
let machines: readonly [Machine, Machine];

const drains = async (): Promise<number> => router.metric(`instance_draining{instance="${machines[0].id}"}`);

beforeAll(async () => {
  const ports = { program: await freePort(), health: await freePort() };
  redis = await RedisServer.start();
  machines = [await Machine.start("live-1", "127.0.0.2", ports), await Machine.start("live-2", "127.0.0.3", ports)];
  router = await RoomRouter.start([], redis.url, {
    INSTANCES: machines.map(({ id, origin }) => `${id}=${origin}`).join(","),
    DRAIN_HEALTH_PORT: String(ports.health),
  });
  machines[0].green = false;
  await until("the router has seen the red page", async () => (await drains()) === 1);
});

afterAll(async () => {
  await router.stop();
  machines.map((machine) => machine.stop());
  await redis.kill();
});

it("gives an instance no new room while its health page is red", async () => {
  const got = await inParallel(roomNames("red", 20), (room) => publish(router.port, room));
  expect(new Set(got.map(({ instance }) => instance))).toEqual(new Set(["live-2"]));
});

it("still leads viewers to the rooms that it has", async () => {
  expect((await play(router.port, "on-live-1")).instance).toBe("live-1");
});

it("gives it rooms again when the page is green", async () => {
  machines[0].green = true;
  await until("the router has seen the green page", async () => (await drains()) === 0);
  const got = await inParallel(roomNames("green", 20), (room) => publish(router.port, room));
  expect(new Set(got.map(({ instance }) => instance))).toEqual(new Set(["live-1", "live-2"]));
});
