/** Pipeline that deploys an environment, and the tokens by which clouds know it. */
export type DeployPlan =
  | {
      readonly kind: "github";
      /** `owner/name`. */
      readonly repository: string;
      /** GitHub environment that a job has to run in to be trusted. */
      readonly environment: string;
    }
  | {
      readonly kind: "oidc";
      readonly issuer: string;
      readonly subjects: readonly string[];
    };
