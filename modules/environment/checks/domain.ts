import { nodeHostname } from "../resolve/names";
import { type Check, findingIf } from "./check";

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The domain is a host name (RFC 1123), and the longest name under it fits DNS's 253 characters. */
export const checkDomain: Check = ({ domain, aws }) => {
  const labels = domain.split(".");
  if (labels.length < 2 || !labels.every((part) => label.test(part)) || /^\d+$/.test(labels.at(-1) ?? "")) {
    return [
      {
        path: "domain",
        value: domain,
        rule: "A domain is two or more labels of lower-case letters, digits and hyphens, at most 63 characters each, joined by dots.",
        remedy: 'write it without scheme, port or final dot, such as "dev.example.com"',
      },
    ];
  }
  const longest = (aws?.regions ?? [])
    .map(({ name }) => `_turns._tcp.${nodeHostname("media", 200, name, domain)}`)
    .concat(domain)
    .reduce((a, b) => (b.length > a.length ? b : a));
  return findingIf(longest.length > 253, () => ({
    path: "domain",
    value: domain,
    rule: `Names under it would have ${longest.length} characters; DNS takes 253.`,
    remedy: `use a domain of at most ${domain.length - (longest.length - 253)} characters`,
  }));
};
