import type { AwsEnvironment } from "./aws";
import type { AzureEnvironment } from "./azure";
import type { GoLiveEnvironment } from "./go-live";

/**
 * One environment: what a team decides, and nothing else. Everything left out has a default; `npm run explain -- <name>`
 * prints each resolved value and where it came from. The environment's name is the name of its file.
 */
export interface Environment {
  /** Domain under which every public name of the environment lives, such as `dev.example.com`. Also coturn's realm. */
  readonly domain: string;
  /** Value of the tag `CostCenter` on every resource, and the filter of the budget. */
  readonly costCenter: string;
  /**
   * Guards what must survive: `prevent_destroy`, deletion protection, long retention.
   * @default false
   */
  readonly protect?: boolean;
  /**
   * Tags of the team's own, on every resource.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Monthly budget over everything that carries the cost center.
   * @default none
   */
  readonly budget?: BudgetSettings;
  /**
   * Mail addresses that alarms go to.
   * @default those of the budget
   */
  readonly notify?: readonly string[];
  /**
   * Where Terraform keeps its states.
   * @default `{ kind: "local" }`: files beside the project, so that a first plan needs no account
   */
  readonly state?: StateSettings;
  /**
   * Pipeline that may deploy without a stored key, by OpenID Connect.
   * @default none
   */
  readonly deploy?: DeploySettings;
  /** The part on AWS. */
  readonly aws?: AwsEnvironment;
  /** The part on Azure. */
  readonly azure?: AzureEnvironment;
  /** live-webrtc by compose or Kubernetes: files beside the Terraform JSON. */
  readonly goLive?: GoLiveEnvironment;
}

/** Money limit. */
export interface BudgetSettings {
  /** US dollars a month, above 0. */
  readonly monthly: number;
  /** Mail addresses told at 50 %, 80 % and at a forecast of 100 %. At most 10 (AWS Budgets). */
  readonly notify: readonly string[];
}

/** Where Terraform keeps its states. */
export type StateSettings =
  | { readonly kind: "local" }
  | {
      readonly kind: "s3";
      /** Bucket that the bootstrap layer makes; globally unique. */
      readonly bucket: string;
      /** Region of the bucket. */
      readonly region: string;
    }
  | {
      readonly kind: "azurerm";
      readonly resourceGroup: string;
      readonly storageAccount: string;
      readonly container: string;
    };

/** Pipeline that may deploy. */
export type DeploySettings = {
  /**
   * OpenID Connect provider of the pipeline's issuer, where the AWS account has it already: an account has one per issuer.
   * @default it is made by the bootstrap layer
   */
  readonly provider?: {
    /** Such as `arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com`. */
    readonly arn: string;
  };
} & (
  | {
      readonly kind: "github";
      /** `owner/name`. */
      readonly repository: string;
      /**
       * GitHub environment that the job has to run in.
       * @default the environment's name
       */
      readonly environment?: string;
    }
  | {
      readonly kind: "oidc";
      /** Issuer URL, `https://…`. */
      readonly issuer: string;
      readonly audience: string;
      /** Subjects as the issuer spells them. */
      readonly subjects: readonly string[];
      /**
       * Subjects of the jobs that migrate the database on Azure: none of those that deploy. For a service connection of Azure DevOps
       * it is the subject that the connection `<name>-migration` shows.
       * @default those of `subjects` that begin with `sc://`, with `-migration` at the end
       */
      readonly migrationSubjects?: readonly string[];
    }
);
