import type { Finding } from "../../problem";
import { findingIf } from "../check";
import type { OpenviduHaCheck } from "./check";

/** Both public names are host names under the domain, and not the same. */
export const checkOpenviduNames: OpenviduHaCheck = ({ openvidu, turnTls }, { domain }) => [
  ...nameFindings("aws.openvidu.hostname", openvidu.hostname, domain),
  ...(turnTls
    ? [
        ...nameFindings("aws.turnTls.hostname", turnTls.hostname, domain),
        ...findingIf(turnTls.hostname === openvidu.hostname, () => ({
          path: "aws.turnTls.hostname",
          value: turnTls.hostname,
          rule: "HTTPS and TURN over TLS would claim port 443 of one name; each has a balancer of its own.",
          remedy: `write another name, such as "turn.${domain}"`,
        })),
      ]
    : []),
];

function nameFindings(path: string, name: string, domain: string): readonly Finding[] {
  const labels = name.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  return [
    ...findingIf(!labels || name.length > 253, () => ({
      path,
      value: name,
      rule: "Not a host name: labels of lower-case letters, digits and hyphens, joined by dots.",
      remedy: `write for example "openvidu.${domain}"`,
    })),
    ...findingIf(labels && name !== domain && !name.endsWith(`.${domain}`), () => ({
      path,
      value: name,
      rule: `The zone is that of ${domain}; a name outside it could be neither written nor proved.`,
      remedy: `write a name that ends in ".${domain}", or change domain`,
    })),
  ];
}
