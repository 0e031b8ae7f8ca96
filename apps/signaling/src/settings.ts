import {
  array,
  boolean,
  type GenericSchema,
  integer,
  maxLength,
  maxValue,
  minLength,
  minValue,
  object,
  optional,
  picklist,
  pipe,
  rawTransform,
  regex,
  string,
  transform,
  url,
} from "valibot";

/** A number in an application setting. */
export const whole = (least: number, most: number, otherwise: number) =>
  optional(
    pipe(string(), regex(/^\d+$/, "a whole number"), transform(Number), integer(), minValue(least), maxValue(most)),
    String(otherwise),
  );

/** A switch in an application setting. */
export const flag = (otherwise: boolean) =>
  optional(
    pipe(
      picklist(["true", "false"]),
      transform((text) => text === "true"),
      boolean(),
    ),
    otherwise ? "true" : "false",
  );

/** Address of a service: HTTPS, or HTTP on the loopback address for running locally. */
export const serviceUrl = pipe(
  string(),
  url(),
  regex(/^https:\/\/|^http:\/\/127\.0\.0\.1(:\d+)?(\/|$)/, "an https address (http only on 127.0.0.1)"),
);

/** Addresses of relays, as browsers take them (RFC 7064, RFC 7065). */
export const turnUrls = pipe(
  array(
    pipe(string(), regex(/^(stun:|turns?:)[\w.\-[\]:]+(\?transport=(udp|tcp))?$/, "a stun, turn or turns address")),
  ),
  minLength(1),
  maxLength(8),
);

/** JSON in an application setting. */
export const json = <Schema extends GenericSchema>(schema: Schema) =>
  pipe(
    string(),
    rawTransform(({ dataset, addIssue, NEVER }): unknown => {
      try {
        return JSON.parse(dataset.value);
      } catch {
        addIssue({ message: "JSON" });
        return NEVER;
      }
    }),
    schema,
  );

/** Comma-separated list in an application setting. */
export const commaSeparated = pipe(
  string(),
  transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
);

/** Coturn fleets on AWS, one per region. Browsers slow down beyond a few relays, so at most three. */
export const awsFleets = pipe(
  json(
    array(
      object({ region: string(), secretArn: pipe(string(), regex(/^arn:aws[\w-]*:secretsmanager:/)), urls: turnUrls }),
    ),
  ),
  minLength(1),
  maxLength(3),
);

/** Caps on credentials, the same for both clouds. Defaults: a long call with renewals every ten minutes and some reconnects. */
export const credentialSettings = {
  /** false: nobody gets credentials. */
  TURN_ENABLED: flag(true),
  /** Life of a credential, seconds. */
  TURN_TTL_SECONDS: whole(60, 600, 600),
  TURN_USER_HOURLY_CAP: whole(0, 1_000, 20),
  TURN_USER_DAILY_CAP: whole(0, 10_000, 100),
  TURN_ADDRESS_HOURLY_CAP: whole(0, 100_000, 400),
  TURN_ADDRESS_DAILY_CAP: whole(0, 1_000_000, 2_000),
  /** Credentials a day, over all users. One address or network gets a share of it at most: turn/credential-rules.ts. */
  TURN_DAILY_CAP: whole(0, 10_000_000, 20_000),
};

/** Settings of {@link credentialSettings}, parsed. */
export interface CredentialSettings {
  readonly TURN_ENABLED: boolean;
  readonly TURN_TTL_SECONDS: number;
  readonly TURN_USER_HOURLY_CAP: number;
  readonly TURN_USER_DAILY_CAP: number;
  readonly TURN_ADDRESS_HOURLY_CAP: number;
  readonly TURN_ADDRESS_DAILY_CAP: number;
  readonly TURN_DAILY_CAP: number;
}
