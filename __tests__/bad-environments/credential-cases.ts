import type { BadCase } from "./bad-case";

const api = (change: object) => ({
  aws: { credentials: { issuer: "https://login.example.com", audiences: ["calls"], ...change } },
});

/** Contradictions of the credential API. */
export const credentialCases: readonly BadCase[] = [
  {
    name: "an issuer without https",
    change: api({ issuer: "http://login.example.com" }),
    path: "aws.credentials.issuer",
    rule: "https",
    remedy: "copy iss",
  },
  {
    name: "an issuer that is a name",
    change: api({ issuer: "login.example.com" }),
    path: "aws.credentials.issuer",
    rule: "Not the URL of an issuer",
    remedy: "https://login.example.com",
  },
  {
    name: "tokens meant for nobody",
    change: api({ audiences: [] }),
    path: "aws.credentials.audiences",
    rule: "1 to 50 audiences",
    remedy: "aud",
  },
  {
    name: "every page may call",
    change: api({ origins: ["https://*.example.com"] }),
    path: "aws.credentials.origins[0]",
    rule: "no wildcard",
    remedy: "https://app.example.com",
  },
  {
    name: "an origin with a path",
    change: api({ origins: ["https://app.example.com/call"] }),
    path: "aws.credentials.origins[0]",
    rule: "no path",
    remedy: "https://app.example.com",
  },
  {
    name: "a negative cap",
    change: api({ dailyCap: -1 }),
    path: "aws.credentials.dailyCap",
    rule: "from 0 to 10000000",
    remedy: "write a number",
  },
  {
    name: "a cap of a day that leaves one address nothing to talk with, or all of it",
    change: api({ dailyCap: 200 }),
    path: "aws.credentials.dailyCap",
    rule: "One address gets 4 % of a day's credentials",
    remedy: "set it to 600 or more",
  },
  {
    name: "an API without an issuer",
    change: { aws: { credentials: { audiences: ["calls"] } } },
    path: "aws.credentials.issuer",
    rule: "Issuer of the callers' tokens",
    remedy: "https://login.example.com",
  },
];
