import { type Check, findingIf } from "./check";

/** A pipeline's identity names who may take it. */
export const checkDeploy: Check = ({ deploy }) => {
  if (!deploy) {
    return [];
  }
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
    ...deploy.subjects.flatMap((subject, index) =>
      findingIf(/^[*?:]*$/.test(subject), () => ({
        path: `deploy.subjects[${index}]`,
        value: subject,
        rule: "Everybody who has an account at the issuer could deploy.",
        remedy: "name the project and the branch or environment; use * only within",
      })),
    ),
  ];
};
