import { type AwsCheck, findingIf } from "./check";

/** Ids of the account and of its zone look like ids. */
export const checkAccount: AwsCheck = ({ account, zoneId }) => [
  ...findingIf(account !== undefined && !/^\d{12}$/.test(account), () => ({
    path: "aws.account",
    value: account,
    rule: "An account id has 12 digits.",
    remedy: 'write it as text, with leading zeros, such as "012345678901"',
  })),
  ...findingIf(zoneId !== undefined && !/^Z[A-Z0-9]{5,31}$/.test(zoneId), () => ({
    path: "aws.dns.zoneId",
    value: zoneId,
    rule: "The id of a hosted zone begins with Z and has capital letters and digits.",
    remedy: "copy it from Route 53, without /hostedzone/",
  })),
];
