import { BootstrapService, relayUrl, roomToken } from "./support/bootstrap-service";
import { send } from "./support/clients";
import { type Front, startHaproxy, startNginx } from "./support/fronts";
import { type Instance, startInstances } from "./support/instances";

const password = "the-static-password-of-the-relay";
let instances: readonly Instance[] = [];
let service: BootstrapService;

beforeAll(async () => {
  [instances, service] = await Promise.all([startInstances(1, { TURN_PASSWORD: password }), BootstrapService.start()]);
});

afterAll(() => Promise.all([service.kill(), ...instances.map((instance) => instance.kill())]));

const fronts: readonly (readonly [string, () => Promise<Front>])[] = [
  ["nginx", () => startNginx(instances, [], service.endpoint)],
  ["HAProxy", () => startHaproxy(instances, [], service.endpoint)],
];

describe.each(fronts)("/api/bootstrap behind %s", (_, start) => {
  let front: Front;
  const servers = async (client: number, headers: Readonly<Record<string, string>>) => {
    const { status, body } = await send(front.port, "/api/bootstrap", { client, headers });
    expect([status, body.includes(password)]).toEqual([200, false]);
    return JSON.parse(body).iceServers;
  };

  beforeAll(async () => {
    front = await start();
  });

  afterAll(() => front.stop());

  it("gives who shows no token STUN alone", async () => {
    expect(await servers(1, {})).toEqual([{ urls: ["stun:stun.example.com:3478"] }]);
  });

  it("gives who shows the token credentials that end in an hour", async () => {
    const [, turn] = await servers(1, roomToken);
    const credential = expect.stringMatching(/^[\w+/]{27}=$/);
    expect(turn).toEqual({ urls: [relayUrl], username: expect.stringMatching(/^\d{10}:[\w-]{16}$/), credential });
    const lives = Number(turn.username.split(":")[0]) - Date.now() / 1000;
    expect(lives).toBeGreaterThan(3_590);
    expect(lives).toBeLessThanOrEqual(3_600);
  });

  it("names clients by their own addresses, whatever they claim: coturn counts their allocations apart", async () => {
    const name = async (client: number, claimed = ""): Promise<string> => {
      const headers = claimed === "" ? roomToken : { ...roomToken, "x-forwarded-for": claimed };
      return (await servers(client, headers))[1].username.split(":")[1];
    };
    const first = await name(1);
    expect(await name(1, "192.0.2.7")).toBe(first);
    expect(await name(2)).not.toBe(first);
  });
});
