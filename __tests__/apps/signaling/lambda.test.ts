import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import { MemoryRecordStore } from "../../../apps/signaling/src/adapters/memory-record-store";
import { CachedSecret } from "../../../apps/signaling/src/core/cached-secret";
import { Caps } from "../../../apps/signaling/src/core/caps";
import { OptimisticRecords } from "../../../apps/signaling/src/core/optimistic-records";
import { parseUsage } from "../../../apps/signaling/src/core/shapes";
import { handle, type LambdaServices } from "../../../apps/signaling/src/lambda/handler";
import { MetricJournal } from "../../../apps/signaling/src/lambda/metric-journal";
import { CredentialDesk } from "../../../apps/signaling/src/turn/credential-desk";
import { credentialRules } from "../../../apps/signaling/src/turn/credential-rules";
import { SharedSecretTurnSource } from "../../../apps/signaling/src/turn/shared-secret-source";
import { FakeClock, FakeRandom, FakeSecret, turnSecret } from "./support/fakes";
import { parseSettings } from "./support/settings";

function lambda(settings: Readonly<Record<string, string>> = {}) {
  const clock = new FakeClock();
  const lines: string[] = [];
  const journal = new MetricJournal(
    "test",
    (line) => void lines.push(line),
    () => clock.now(),
  );
  const secret = new CachedSecret(new FakeSecret([{ id: "1", value: turnSecret, createdAt: 0 }]), clock);
  const usage = new OptimisticRecords("usage", new MemoryRecordStore(parseUsage), clock, new FakeRandom());
  const sources = [new SharedSecretTurnSource("aws", [{ secret, urls: ["turn:turn.example.com"] }], clock)];
  const rules = credentialRules(parseSettings(settings));
  const services: LambdaServices = {
    desk: new CredentialDesk(sources, new Caps(usage, clock), rules, clock, journal),
    pseudonymKey: secret,
    clock,
  };
  return {
    lines,
    ask: (claims: Record<string, string>, body?: string) => handle(event(claims, body), () => services, journal),
  };
}

function event(claims: Record<string, string>, body?: string): APIGatewayProxyEventV2WithJWTAuthorizer {
  return {
    version: "2.0",
    routeKey: "POST /turn-credentials",
    rawPath: "/turn-credentials",
    rawQueryString: "",
    headers: { "content-type": "application/json", authorization: "Bearer checked-by-the-gateway" },
    requestContext: {
      accountId: "123456789012",
      apiId: "api",
      authorizer: { principalId: "", integrationLatency: 0, jwt: { claims, scopes: [] } },
      domainName: "api.example.com",
      domainPrefix: "api",
      http: {
        method: "POST",
        path: "/turn-credentials",
        protocol: "HTTP/1.1",
        sourceIp: "198.51.100.7",
        userAgent: "t",
      },
      requestId: "r",
      routeKey: "POST /turn-credentials",
      stage: "$default",
      time: "",
      timeEpoch: 0,
    },
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body }),
  };
}

it("gives credentials under a pseudonym of the token's subject", async () => {
  const { ask } = lambda();
  const reply = await ask({ sub: "alice@example.com" });
  expect(reply.statusCode).toBe(200);
  expect(reply.body).toMatch(/"username":"\d+:[\w-]{22}"/);
  expect(reply.body).not.toContain("alice");
  expect(reply.headers).toMatchObject({ "cache-control": "no-store" });
});

it("holds the same caps, with the same problem details, as the function on Azure", async () => {
  const { ask } = lambda({ TURN_USER_HOURLY_CAP: "2" });
  await ask({ sub: "alice" });
  await ask({ sub: "alice" });
  const refused = await ask({ sub: "alice" });
  expect(refused).toMatchObject({ statusCode: 429, headers: { "content-type": "application/problem+json" } });
  expect(Number(refused.headers?.["retry-after"])).toBeGreaterThan(0);
  expect((await ask({ sub: "bob" })).statusCode).toBe(200);
});

it("gives nobody anything while switched off", async () => {
  expect((await lambda({ TURN_ENABLED: "false" }).ask({ sub: "alice" })).statusCode).toBe(503);
});

it.each([
  ["a token without a subject", {}, undefined, 401],
  ["a body with another field", { sub: "alice" }, '{"userId":"bob"}', 422],
  ["a body that is no JSON", { sub: "alice" }, "{", 400],
  ["a body that is too large", { sub: "alice" }, " ".repeat(16_385), 413],
])("refuses %s", async (_what, claims, body, status) => {
  expect((await lambda().ask(claims, body)).statusCode).toBe(status);
});

it("counts what it issues as a CloudWatch metric, with the source and without the user", async () => {
  const { ask, lines } = lambda();
  await ask({ sub: "alice" });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ deployment: "test", source: "aws", turn_credentials_issued: 1 }),
  ]);
  expect(lines.join()).not.toContain("alice");
});
