import { findingIf } from "../check";
import type { AzureCheck } from "./check";

const hostname = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** The page can have its name and its front. */
export const checkPage: AzureCheck = ({ tier, frontDoor, pageHostname }, { domain }) => [
  ...findingIf(tier === "free" && frontDoor, () => ({
    path: "azure.frontDoor",
    value: frontDoor,
    rule: "Tier free has no bill, and Front Door has a base fee; it serves no free static web app either.",
    remedy: 'leave it out, or set azure.tier to "standard"',
  })),
  ...findingIf(pageHostname !== undefined && !hostname.test(pageHostname), () => ({
    path: "azure.pageHostname",
    value: pageHostname,
    rule: "Not a host name: labels of lower-case letters, digits and hyphens, joined by dots.",
    remedy: `write it without scheme and path, such as "app.${domain}"`,
  })),
  ...findingIf(
    pageHostname !== undefined &&
      hostname.test(pageHostname) &&
      pageHostname !== domain &&
      !pageHostname.endsWith(`.${domain}`),
    () => ({
      path: "azure.pageHostname",
      value: pageHostname,
      rule: `The page would live outside the environment's domain ${domain}, which is also TURN's realm: two names for one system.`,
      remedy: `write a name under it, such as "app.${domain}", or change domain`,
    }),
  ),
  ...findingIf(pageHostname === domain, () => ({
    path: "azure.pageHostname",
    value: pageHostname,
    rule: "The top of a zone cannot be an alias (RFC 1034 §3.6.2), which the page's name has to be.",
    remedy: `write a name under it, such as "app.${domain}"`,
  })),
];
