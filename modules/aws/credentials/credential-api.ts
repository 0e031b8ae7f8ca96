import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { CredentialApiPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import type { DeploymentAccount } from "../deployment-account";
import { LogStore } from "../network/log-store";
import { CredentialFunction } from "./credential-function";

/** The API and what it works with. */
export interface CredentialApiProps {
  readonly account: DeploymentAccount;
  readonly plan: CredentialApiPlan;
  /** Name of the API, its function and its table. */
  readonly name: string;
  /** Name of the log group of requests. */
  readonly logGroupName: string;
  readonly turnSecretArn: string;
  readonly dataKeyArn: string;
  readonly logKeyArn: string;
}

/** One request, without address, token and name of the caller. */
const requestLine = JSON.stringify({
  requestId: "$context.requestId",
  route: "$context.routeKey",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  refused: "$context.authorizer.error",
});

const route = "/turn-credentials";

/** `POST /turn-credentials` over HTTPS for callers with a token of the team's own identity provider. */
export class CredentialApi extends Construct {
  /** `https://<id>.execute-api.<region>.amazonaws.com/turn-credentials` */
  readonly url: string;

  constructor(scope: Construct, id: string, props: CredentialApiProps) {
    super(scope, id);
    tagRole(this, "turn-credentials");
    const { account, plan, name } = props;
    const issue = new CredentialFunction(this, "issue", props);
    const requests = new LogStore(this, "requests", {
      role: "turn-credentials",
      name: props.logGroupName,
      keyArn: props.logKeyArn,
      retentionDays: plan.logRetentionDays,
      protect: false,
    });
    const api = new Apigatewayv2Api(this, "api", {
      name,
      description: "Gives short-lived TURN credentials to holders of a token.",
      protocolType: "HTTP",
      ...(plan.origins.length > 0 && {
        corsConfiguration: {
          allowOrigins: [...plan.origins],
          allowMethods: ["POST"],
          allowHeaders: ["authorization", "content-type"],
          exposeHeaders: ["retry-after"],
          maxAge: 3600,
        },
      }),
    });
    const authorizer = new Apigatewayv2Authorizer(this, "authorizer", {
      apiId: api.id,
      name: "token",
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer: plan.issuer, audience: [...plan.audiences] },
    });
    const integration = new Apigatewayv2Integration(this, "integration", {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: issue.invokeArn,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 10_000,
    });
    new Apigatewayv2Route(this, "route", {
      apiId: api.id,
      routeKey: `POST ${route}`,
      target: `integrations/${integration.id}`,
      authorizationType: "JWT",
      authorizerId: authorizer.id,
    });
    new Apigatewayv2Stage(this, "stage", {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: requests.arn, format: requestLine },
      defaultRouteSettings: {
        throttlingRateLimit: plan.calls.perSecond,
        throttlingBurstLimit: plan.calls.burst,
      },
    });
    new LambdaPermission(this, "permission", {
      statementId: "api",
      action: "lambda:InvokeFunction",
      functionName: issue.name,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${account.arn("execute-api", api.id)}/*/POST${route}`,
    });
    this.url = `${api.apiEndpoint}${route}`;
  }
}
