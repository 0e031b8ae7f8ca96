import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ResourceNotFoundException } from "@aws-sdk/client-secrets-manager";
import { jwtVerify } from "jose";
import { AwsSecret } from "../../../apps/signaling/src/adapters/aws-secret";
import { DynamoRecordStore } from "../../../apps/signaling/src/adapters/dynamo-record-store";
import { KeyVaultSecret } from "../../../apps/signaling/src/adapters/key-vault-secret";
import { SignalRMessenger } from "../../../apps/signaling/src/adapters/signalr-messenger";
import { parseUsage } from "../../../apps/signaling/src/core/shapes";
import { MeteredTurnSource } from "../../../apps/signaling/src/turn/metered-source";
import { FakeClock, FakeRandom, FakeSecret } from "./support/fakes";

const identity = { token: async (scope: string) => `token-for-${scope}` };

/** Answers fetch from a table of address → JSON (or a status), and remembers what was asked. */
function web(replies: Readonly<Record<string, unknown>>) {
  const asked: { url: string; method: string; authorization: string | null; body: string | undefined }[] = [];
  jest.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = String(input);
    const headers = new Headers(init?.headers);
    const body = typeof init?.body === "string" ? init.body : undefined;
    asked.push({ url, method: init?.method ?? "GET", authorization: headers.get("authorization"), body });
    const reply = replies[url];
    return typeof reply === "number" ? new Response(null, { status: reply }) : Response.json(reply);
  });
  return asked;
}

afterEach(() => jest.restoreAllMocks());

it("reads the two newest enabled versions from Key Vault, and follows no link to another place", async () => {
  const vault = "https://kv.vault.azure.net";
  const version = (id: string, created: number, enabled = true) => ({
    id: `${vault}/secrets/s/${id}`,
    attributes: { enabled, created },
  });
  const asked = web({
    [`${vault}/secrets/s/versions?api-version=7.4`]: {
      value: [version("old", 1), version("newest", 4, false), version("newer", 3)],
      nextLink: `${vault}/secrets/s/versions?api-version=7.4&page=2`,
    },
    [`${vault}/secrets/s/versions?api-version=7.4&page=2`]: {
      value: [version("middle", 2)],
      nextLink: "https://evil.example/secrets",
    },
    [`${vault}/secrets/s/newer?api-version=7.4`]: { value: "b" },
    [`${vault}/secrets/s/middle?api-version=7.4`]: { value: "a" },
  });
  expect(await new KeyVaultSecret(vault, "s", identity).read()).toEqual([
    { id: "newer", value: "b", createdAt: 3000 },
    { id: "middle", value: "a", createdAt: 2000 },
  ]);
  expect(asked.map(({ url }) => new URL(url).origin)).toEqual([vault, vault, vault, vault]);
  expect(asked[0]?.authorization).toBe("Bearer token-for-https://vault.azure.net/.default");
});

it("lets a client connect to SignalR as its user, with a token signed by the key that the service lends", async () => {
  const endpoint = "https://example.service.signalr.net";
  const clock = new FakeClock();
  const asked = web({ [`${endpoint}/api/v1/auth/accessKey`]: { KeyId: "lent", AccessKey: "k".repeat(44) } });
  const messenger = new SignalRMessenger(endpoint, identity, clock);
  const { url, accessToken } = await messenger.negotiate("alice");
  await messenger.negotiate("bob");
  expect(url).toBe(`${endpoint}/client/?hub=signaling`);
  const { payload, protectedHeader } = await jwtVerify(accessToken, new TextEncoder().encode("k".repeat(44)), {
    audience: url,
    currentDate: new Date(clock.time),
  });
  expect([protectedHeader.kid, payload["asrs.s.uid"]]).toEqual(["lent", "alice"]);
  expect(asked).toHaveLength(1);
});

it("sends to a SignalR user by the REST interface", async () => {
  const endpoint = "https://example.service.signalr.net";
  const address = `${endpoint}/api/hubs/signaling/users/a%2Fb/:send?api-version=2022-06-01`;
  const asked = web({ [address]: {} });
  const argument = { roomId: "r", userId: "u", reason: "left" } as const;
  await new SignalRMessenger(endpoint, identity, new FakeClock()).send("a/b", "peerLeft", argument);
  expect(asked).toEqual([
    {
      url: address,
      method: "POST",
      authorization: "Bearer token-for-https://signalr.azure.com/.default",
      body: JSON.stringify({ target: "peerLeft", arguments: [argument] }),
    },
  ]);
});

it("buys credentials of Metered for one user and ten minutes", async () => {
  const base = "https://example.metered.live/api/v1/turn";
  const asked = web({
    [`${base}/credential?secretKey=sk`]: { username: "u", password: "p", apiKey: "ak" },
    [`${base}/credentials?apiKey=ak`]: [
      { urls: "stun:stun.example" },
      { urls: "turn:relay.example:80", username: "u", credential: "p" },
    ],
  });
  const key = new FakeSecret([{ id: "1", value: "sk", createdAt: 0 }]);
  const servers = await new MeteredTurnSource(key, "https://example.metered.live").issue({
    userId: "x",
    ttlSeconds: 600,
  });
  expect(servers).toEqual([{ urls: ["turn:relay.example:80"], username: "u", credential: "p" }]);
  expect(asked[0]?.body).toBe('{"expiryInSeconds":600,"label":"x"}');
});

it("keeps addresses, which may hold a key, out of the errors of failed requests", async () => {
  const key = new FakeSecret([{ id: "1", value: "sk-live-123", createdAt: 0 }]);
  const metered = new MeteredTurnSource(key, "https://example.metered.live");
  const failures: unknown[] = [];
  web({ "https://example.metered.live/api/v1/turn/credential?secretKey=sk-live-123": 500 });
  await metered.issue({ userId: "x", ttlSeconds: 600 }).catch((error: unknown) => failures.push(error));
  jest.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("connect to ?secretKey=sk-live-123 failed"));
  await metered.issue({ userId: "x", ttlSeconds: 600 }).catch((error: unknown) => failures.push(error));
  expect(failures).toHaveLength(2);
  for (const failure of failures) {
    const { message, stack, cause } = failure instanceof Error ? failure : new Error("not an error");
    expect(`${message} ${stack} ${String(cause)}`).not.toContain("sk-live-123");
  }
});

it("reads the current and the previous value from Secrets Manager, and copes without a previous one", async () => {
  const values: Record<string, unknown> = {
    AWSCURRENT: { SecretString: "new", VersionId: "v2", CreatedDate: new Date(2000) },
    AWSPREVIOUS: { SecretString: "old", VersionId: "v1", CreatedDate: new Date(1000) },
  };
  const send = jest.fn(async ({ input }: { input: { VersionStage: string } }) => {
    const value = values[input.VersionStage];
    if (value === undefined) {
      throw new ResourceNotFoundException({ message: "none", $metadata: {} });
    }
    return value;
  });
  const secret = new AwsSecret({ send }, "arn");
  const current = { id: "v2", value: "new", createdAt: 2000 };
  expect(await secret.read()).toEqual([current, { id: "v1", value: "old", createdAt: 1000 }]);
  delete values["AWSPREVIOUS"];
  expect(await secret.read()).toEqual([current]);
});

it("writes to DynamoDB only what nobody changed since it was read", async () => {
  const commands: { input: Record<string, unknown> }[] = [];
  let refuse = false;
  const client: Pick<DynamoDBClient, "send"> = {
    send: async (command: { input: Record<string, unknown> }) => {
      commands.push(command);
      if (refuse) {
        throw new ConditionalCheckFailedException({ message: "no", $metadata: {} });
      }
      return { Item: { json: { S: '{"day":{"start":0,"count":1}}' }, version: { S: "v1" } } };
    },
  };
  const store = new DynamoRecordStore(client, "usage", parseUsage, new FakeRandom());
  expect(await store.read("k")).toEqual({ value: { day: { start: 0, count: 1 } }, version: "v1" });
  expect(await store.write("k", {}, undefined, 5000)).toBe(true);
  refuse = true;
  expect(await store.write("k", {}, "v1", 5000)).toBe(false);
  expect(commands.map(({ input }) => input["ConditionExpression"])).toEqual([
    undefined,
    "attribute_not_exists(#id)",
    "#version = :seen",
  ]);
  expect(commands[1]?.input["Item"]).toMatchObject({ expires_at: { N: "5" } });
});
