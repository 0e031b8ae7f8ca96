import type { Finding } from "../../problem";
import type { CompleteEnvironment } from "../../settings/settings";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

type Oidc = Extract<NonNullable<CompleteEnvironment["deploy"]>, { readonly kind: "oidc" }>;

/** Tokens that an identity of Azure accepts at most (Entra documentation, workload identity federation). */
const mostCredentials = 20;

/** Entra ID compares subjects letter by letter, and states live in a group that has a name. */
export const checkAzureDeploy: AzureCheck = ({ statistics }, { deploy, state }) => [
  ...(deploy?.kind === "oidc"
    ? [
        ...subjectFindings("deploy.subjects", deploy.subjects),
        ...subjectFindings("deploy.migrationSubjects", deploy.migrationSubjects ?? []),
        ...(statistics !== undefined && !statistics.administrators ? migrationFindings(deploy) : []),
      ]
    : []),
  ...(state.kind === "azurerm"
    ? findingIf(!/^[\w().-]{0,89}[\w()-]$/.test(state.resourceGroup), () => ({
        path: "state.resourceGroup",
        value: state.resourceGroup,
        rule: "A resource group's name has up to 90 letters, digits, hyphens, dots, underscores and parentheses, no dot at its end.",
        remedy: 'choose a name such as "terraform"',
      }))
    : []),
];

/** The identity that administers the database takes tokens of its own. */
function migrationFindings({ subjects, migrationSubjects }: Oidc): readonly Finding[] {
  const remedy =
    "list the subjects of the jobs that migrate and of no other, such as that of a service connection of its own, or set azure.statistics.administrators to a group of yours";
  return migrationSubjects === undefined
    ? findingIf(!subjects.every((subject) => subject.startsWith("sc://")), () => ({
        path: "deploy.migrationSubjects",
        rule: "An identity administers the database, and nothing tells the jobs that may take it from those that deploy: only of subjects such as sc://organization/project/name is that of the migration known.",
        remedy,
      }))
    : [
        ...findingIf(migrationSubjects.length === 0, () => ({
          path: "deploy.migrationSubjects",
          value: migrationSubjects,
          rule: "Without a subject no job could migrate the database.",
          remedy,
        })),
        ...migrationSubjects.flatMap((subject, index) =>
          findingIf(subjects.includes(subject), () => ({
            path: `deploy.migrationSubjects[${index}]`,
            value: subject,
            rule: "Every job that deploys would administer the database: deploy.subjects has the same subject.",
            remedy,
          })),
        ),
      ];
}

function subjectFindings(path: string, subjects: readonly string[]): readonly Finding[] {
  return [
    ...subjects.flatMap((subject, index) =>
      findingIf(/[*?]/.test(subject) && !/^[*?:]*$/.test(subject), () => ({
        path: `${path}[${index}]`,
        value: subject,
        rule: "Entra ID compares subjects letter by letter: a pattern matches no token.",
        remedy: "list each subject as the issuer spells it, without * and ?",
      })),
    ),
    ...findingIf(subjects.length > mostCredentials, () => ({
      path,
      value: subjects.length,
      rule: `An identity of Azure accepts ${mostCredentials} tokens at most, and each subject is one.`,
      remedy: "deploy from fewer branches or environments",
    })),
  ];
}
