import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { answer } from "../api/operations";
import { ApiProblem } from "../api/problem";
import { type ApiReply, type ApiRequest, readBody } from "../api/request";
import { issuedReply, turnCredentialsBody } from "../api/turn-credentials";
import { addressBlocks } from "../core/address-block";
import { settledVersion } from "../core/cached-secret";
import { addressPseudonyms, pseudonym } from "../core/pseudonym";
import type { Clock } from "../ports/clock";
import type { Journal } from "../ports/journal";
import type { SecretSource } from "../ports/secret-source";
import type { CredentialDesk } from "../turn/credential-desk";

/** What the function works with. */
export interface LambdaServices {
  readonly desk: CredentialDesk;
  /** Keys the pseudonyms of users and addresses. */
  readonly pseudonymKey: SecretSource;
  readonly clock: Clock;
}

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** Seconds after which all instances use a new key, so that a user keeps one pseudonym. */
const settleSeconds = 600;

/**
 * `POST /turn-credentials` behind an HTTP API with a JWT authorizer. There are no rooms here: who may have a relay is what the
 * team's own tokens say, and API Gateway has checked them. Caps, life, kill switch and refusals are those of the other function.
 */
export async function handle(
  event: Event,
  services: () => LambdaServices,
  journal: Journal,
): Promise<APIGatewayProxyStructuredResultV2> {
  const reply = await answer(journal, () => issueFor(event, services()));
  return {
    statusCode: reply.status,
    headers: { ...reply.headers },
    ...(reply.body === undefined ? {} : { body: JSON.stringify(reply.body) }),
  };
}

async function issueFor(event: Event, { desk, pseudonymKey, clock }: LambdaServices): Promise<ApiReply> {
  const subject = event.requestContext.authorizer?.jwt?.claims?.["sub"];
  if (typeof subject !== "string" || subject === "") {
    throw new ApiProblem("caller-unknown", "The token has to name its subject (sub).");
  }
  const { avoid = [] } = await readBody(fromEvent(event), turnCredentialsBody);
  const key = settledVersion(await pseudonymKey.read(), clock.now(), settleSeconds).value;
  const issued = await desk.issue({
    userId: pseudonym(key, "user", subject),
    ...addressPseudonyms(key, addressBlocks(event.requestContext.http.sourceIp)),
    avoid,
  });
  return issuedReply(issued);
}

/** API Gateway gives header names in lower case and has read the body already. */
function fromEvent(event: Event): ApiRequest {
  return {
    header: (name) => event.headers[name],
    parameter: (name) => event.pathParameters?.[name],
    bytes: async () => Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8"),
  };
}
