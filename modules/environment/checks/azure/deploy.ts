import type { Finding } from "../../problem";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** Tokens that an identity of Azure accepts at most (Entra documentation, workload identity federation). */
const mostCredentials = 20;

/** Entra ID compares subjects letter by letter, and states live in a group that has a name. */
export const checkAzureDeploy: AzureCheck = (_, { deploy, state }) => [
  ...(deploy?.kind === "oidc" ? oidcFindings(deploy.subjects) : []),
  ...(state.kind === "azurerm"
    ? findingIf(!/^[\w().-]{0,89}[\w()-]$/.test(state.resourceGroup), () => ({
        path: "state.resourceGroup",
        value: state.resourceGroup,
        rule: "A resource group's name has up to 90 letters, digits, hyphens, dots, underscores and parentheses, no dot at its end.",
        remedy: 'choose a name such as "terraform"',
      }))
    : []),
];

function oidcFindings(subjects: readonly string[]): readonly Finding[] {
  return [
    ...subjects.flatMap((subject, index) =>
      findingIf(/[*?]/.test(subject) && !/^[*?:]*$/.test(subject), () => ({
        path: `deploy.subjects[${index}]`,
        value: subject,
        rule: "Entra ID compares subjects letter by letter: a pattern matches no token.",
        remedy: "list each subject as the issuer spells it, without * and ?",
      })),
    ),
    ...findingIf(subjects.length > mostCredentials, () => ({
      path: "deploy.subjects",
      value: subjects.length,
      rule: `An identity of Azure accepts ${mostCredentials} tokens at most, and each subject is one.`,
      remedy: "deploy from fewer branches or environments",
    })),
  ];
}
