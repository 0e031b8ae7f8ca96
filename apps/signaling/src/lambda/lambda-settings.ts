import { object, pipe, regex, string } from "valibot";
import { awsFleets, credentialSettings } from "../settings";

/** Environment of the function on AWS Lambda; README.md says what each is for. */
export const lambdaSettings = object({
  DEPLOYMENT: pipe(string(), regex(/^[\w.-]{1,60}$/, "a name")),
  USAGE_TABLE: pipe(string(), regex(/^[\w.-]{3,255}$/, "the name of a table")),
  TURN_FLEETS: awsFleets,
  ...credentialSettings,
});
