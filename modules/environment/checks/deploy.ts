import type { Finding } from "../problem";
import type { CompleteEnvironment } from "../settings/settings";
import { type Check, findingIf } from "./check";
import { claimFindings, longestAudience, longestSubject } from "./claims";

/** A pipeline's identity names who may take it. */
export const checkDeploy: Check = ({ deploy, aws }) =>
  deploy ? [...providerFindings(deploy, aws?.account), ...issuerFindings(deploy)] : [];

type Deploy = NonNullable<CompleteEnvironment["deploy"]>;

/** Issuer of the pipeline's tokens, without the protocol: as the ARN of a provider ends. */
export function issuerHost(deploy: Deploy): string {
  return deploy.kind === "github" ? "token.actions.githubusercontent.com" : deploy.issuer.replace(/^https:\/\//, "");
}

/** A provider that exists already is of the same issuer and account. */
function providerFindings(deploy: Deploy, account: string | undefined): readonly Finding[] {
  if (!deploy.provider) {
    return [];
  }
  const { arn } = deploy.provider;
  const issuer = issuerHost(deploy);
  const [, of, host] = /^arn:aws[\w-]*:iam::(\d{12}):oidc-provider\/(.+)$/.exec(arn) ?? [];
  const remedy = `write "arn:aws:iam::${account ?? "123456789012"}:oidc-provider/${issuer}", or leave deploy.provider out to have it made`;
  return findingIf(host !== issuer || (account !== undefined && of !== account), () => ({
    path: "deploy.provider.arn",
    value: arn,
    rule:
      host === undefined
        ? "This is no ARN of an OpenID Connect provider."
        : `The provider has to be that of the pipeline's issuer, ${issuer}${account === undefined ? "" : `, in the account ${account}`}.`,
    remedy,
  }));
}

function issuerFindings(deploy: Deploy): readonly Finding[] {
  if (deploy.kind === "github") {
    return [
      ...findingIf(!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[\w.-]{1,100}$/.test(deploy.repository), () => ({
        path: "deploy.repository",
        value: deploy.repository,
        rule: "A repository on GitHub is named by its owner and its name.",
        remedy: 'write "owner/name", without the address of the site',
      })),
      ...findingIf(deploy.environment !== undefined && !/^[\w .-]{1,255}$/.test(deploy.environment), () => ({
        path: "deploy.environment",
        value: deploy.environment,
        rule: "A GitHub environment named here is one environment: wildcards and colons would let other jobs in.",
        remedy: 'write its name, such as "prod"',
      })),
    ];
  }
  return [
    ...findingIf(!/^https:\/\/[a-z0-9.-]+(?:\/[\w./-]*)?$/i.test(deploy.issuer), () => ({
      path: "deploy.issuer",
      value: deploy.issuer,
      rule: "An OpenID Connect issuer is an https address without port and query.",
      remedy: 'write it as the issuer publishes it, such as "https://gitlab.com"',
    })),
    ...findingIf(deploy.subjects.length === 0, () => ({
      path: "deploy.subjects",
      value: deploy.subjects,
      rule: "Without a subject nobody could take the role.",
      remedy: "list the subjects as the issuer spells them",
    })),
    ...claimFindings("deploy.audience", deploy.audience, longestAudience),
    ...deploy.subjects.flatMap((subject, index) => [
      ...claimFindings(`deploy.subjects[${index}]`, subject, longestSubject),
      ...findingIf(/^[*?:]*$/.test(subject), () => ({
        path: `deploy.subjects[${index}]`,
        value: subject,
        rule: "Everybody who has an account at the issuer could deploy.",
        remedy: "name the project and the branch or environment; use * only within",
      })),
    ]),
  ];
}
