import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { AwsSecret } from "../adapters/aws-secret";
import { DynamoRecordStore } from "../adapters/dynamo-record-store";
import { systemClock, systemRandom } from "../adapters/system";
import { CachedSecret } from "../core/cached-secret";
import { Caps } from "../core/caps";
import { once } from "../core/once";
import { OptimisticRecords } from "../core/optimistic-records";
import { parseUsage } from "../core/shapes";
import { readSettings } from "../read-settings";
import { CredentialDesk } from "../turn/credential-desk";
import { credentialRules } from "../turn/credential-rules";
import { SharedSecretTurnSource } from "../turn/shared-secret-source";
import { handle, type LambdaServices } from "./handler";
import { lambdaSettings } from "./lambda-settings";
import { MetricJournal } from "./metric-journal";

const journal = new MetricJournal(process.env["DEPLOYMENT"] ?? "unknown", console.log, systemClock.now);

const services = once((): LambdaServices => {
  const settings = readSettings(lambdaSettings, process.env);
  const fleets = settings.TURN_FLEETS.map(({ region, secretArn, urls }) => ({
    urls,
    secret: new CachedSecret(new AwsSecret(new SecretsManagerClient({ region }), secretArn), systemClock),
  }));
  const [first] = fleets;
  if (first === undefined) {
    throw new RangeError("TURN_FLEETS names at least one fleet");
  }
  const store = new DynamoRecordStore(new DynamoDBClient({}), settings.USAGE_TABLE, parseUsage, systemRandom);
  const caps = new Caps(new OptimisticRecords("usage", store, systemClock, systemRandom), systemClock);
  return {
    desk: new CredentialDesk(
      [new SharedSecretTurnSource("aws", fleets, systemClock)],
      caps,
      credentialRules(settings),
      systemClock,
      journal,
    ),
    pseudonymKey: first.secret,
    clock: systemClock,
  };
});

/** What Lambda calls. */
export function handler(event: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<APIGatewayProxyStructuredResultV2> {
  return handle(event, services, journal);
}
