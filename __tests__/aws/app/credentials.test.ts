import { TurnJanusAppStack } from "../../../stacks/aws/turn-janus/app-stack";
import { appPlan } from "../../helpers/aws-app-plans";
import { identity } from "../../helpers/aws-plans";
import { policyOf, type Synthesized, synthStacks } from "../../helpers/synth";
import { usualApp } from "../../helpers/usual-app";

const credentials = {
  issuer: "https://login.example.com/",
  audiences: ["calls"],
  origins: ["https://app.example.com"],
  turnUrls: ["turn:turn.eu-west-1.test.example.com:3478?transport=udp"],
  seconds: 600,
  dailyCap: 5000,
  calls: { perSecond: 20, burst: 40 },
  logRetentionDays: 30,
};

/** The app layer with the API, for the named pages and for none: in one app, since bundling the function takes longest. */
function synthOpenAndClosed(): readonly [Synthesized, Synthesized] {
  const [open, closed] = synthStacks((app) => [
    new TurnJanusAppStack(app, appPlan({ credentials })),
    new TurnJanusAppStack(
      app,
      appPlan({ stack: { ...identity("app"), id: "closed" }, credentials: { ...credentials, origins: [] } }),
    ),
  ]);
  if (!open || !closed) {
    throw new Error("a stack is missing");
  }
  return [open, closed];
}

describe("the credential API", () => {
  const [stack, closed] = synthOpenAndClosed();
  const settings: Record<string, string> = Object(stack.at("credentials/issue/function").body["environment"]).variables;

  it("is in no app layer that does not ask for it", () => {
    expect(appPlan().credentials).toBeUndefined();
    expect(usualApp.resources("aws_apigatewayv2_api")).toEqual([]);
  });

  it("lets nobody in without a token of the team's provider", () => {
    const routes = stack.resources("aws_apigatewayv2_route");
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.filter(({ body }) => body["authorization_type"] !== "JWT").map(({ path }) => path)).toEqual([]);
    expect(stack.only("aws_apigatewayv2_authorizer").body["jwt_configuration"]).toEqual({
      issuer: credentials.issuer,
      audience: credentials.audiences,
    });
  });

  it("lets the named pages in and no other", () => {
    expect(stack.only("aws_apigatewayv2_api").body["cors_configuration"]).toMatchObject({
      allow_origins: credentials.origins,
    });
    expect(closed.only("aws_apigatewayv2_api").body["cors_configuration"]).toBeUndefined();
  });

  it("bounds the calls of all callers together", () => {
    expect(stack.only("aws_apigatewayv2_stage").body["default_route_settings"]).toEqual({
      throttling_rate_limit: 20,
      throttling_burst_limit: 40,
    });
  });

  it("logs no address, token or subject of a caller", () => {
    const { format } = Object(stack.only("aws_apigatewayv2_stage").body["access_log_settings"]);
    expect(format).toContain("$context.status");
    expect(format).not.toMatch(/sourceIp|claims|Authorization|userAgent/i);
  });

  it("reads the TURN secret of its region and no other", () => {
    const statements = policyOf(stack.at("credentials/issue/policy"));
    const reading = statements.filter(({ Action }) => String(Action).includes("secretsmanager:"));
    expect(reading.map(({ Resource }) => Resource)).toEqual([expect.stringContaining("outputs.turn_secret_arn")]);
    expect(statements.filter(({ Resource }) => Resource === "*")).toEqual([]);
  });

  it("is told names and numbers, with the caps of the environment", () => {
    expect(settings).toMatchObject({ TURN_TTL_SECONDS: "600", TURN_DAILY_CAP: "5000", TURN_ENABLED: "true" });
    expect(JSON.parse(settings["TURN_FLEETS"] ?? "[]")).toEqual([
      {
        region: "eu-west-1",
        secretArn: expect.stringContaining("outputs.turn_secret_arn"),
        urls: credentials.turnUrls,
      },
    ]);
  });

  it("runs the code that stands beside the JSON, known by its digest", () => {
    expect([...stack.files.keys()]).toContain("assets/turn-credentials.zip");
    expect(stack.at("credentials/issue/function").body["source_code_hash"]).toMatch(/^[\w+/]{43}=$/);
  });
});
