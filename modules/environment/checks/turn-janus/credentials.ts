import { limits } from "../../defaults";
import { findingIf } from "../check";
import { claimFindings, longestAudience } from "../claims";
import type { TurnJanusCheck } from "./check";

/** The credential API knows whose tokens it takes, and from which pages. */
export const checkCredentials: TurnJanusCheck = ({ credentials }) => {
  if (!credentials) {
    return [];
  }
  const { issuer, audiences, origins, dailyCap } = credentials;
  return [
    ...findingIf(!isIssuer(issuer), () => ({
      path: "aws.credentials.issuer",
      value: issuer,
      rule: "Not the URL of an issuer: https, without query and fragment (OpenID Connect Discovery 1.0, section 2).",
      remedy: "copy iss from one of your tokens, for example https://login.example.com",
    })),
    ...findingIf(audiences.length === 0 || audiences.length > limits.authorizerAudiences, () => ({
      path: "aws.credentials.audiences",
      value: audiences,
      rule: `A token is meant for somebody: 1 to ${limits.authorizerAudiences} audiences (API Gateway quotas, HTTP APIs).`,
      remedy: 'write the aud of your tokens, for example ["calls"]',
    })),
    ...audiences.flatMap((audience, index) =>
      claimFindings(`aws.credentials.audiences[${index}]`, audience, longestAudience),
    ),
    ...origins.flatMap((origin, index) =>
      findingIf(!isOrigin(origin), () => ({
        path: `aws.credentials.origins[${index}]`,
        value: origin,
        rule: "Not the origin of a page: https (http only on localhost), a host, no path and no wildcard.",
        remedy: "write for example https://app.example.com",
      })),
    ),
    ...findingIf(dailyCap > 0 && dailyCap < limits.smallestDailyCap, () => ({
      path: "aws.credentials.dailyCap",
      value: dailyCap,
      rule: `One address gets 4 % of a day's credentials, so that it cannot use them up for all; 4 % of ${dailyCap} is too little for two people behind one address who talk for two hours.`,
      remedy: `set it to ${limits.smallestDailyCap} or more, or to 0 for none`,
    })),
  ];
};

function isIssuer(text: string): boolean {
  const url = parse(text);
  return url?.protocol === "https:" && url.search === "" && url.hash === "" && !/[?#*\s]/.test(text);
}

function isOrigin(text: string): boolean {
  const url = parse(text);
  const local = url?.protocol === "http:" && url.hostname === "localhost";
  return url !== undefined && (url.protocol === "https:" || local) && url.origin === text && !text.includes("*");
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
