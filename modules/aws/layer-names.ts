import { resourceName } from "../shared/naming";
import type { DeploymentAccount } from "./deployment-account";

/** Names of what a layer makes in one region, from the environment, the region and what the resource is for. */
export class LayerNames {
  constructor(
    private readonly environment: string,
    private readonly region: string,
  ) {}

  /** Name of something that only its region or account has to tell apart: VPC, role, function, topic, alias. */
  resource(...purpose: readonly string[]): string {
    return resourceName("general", this.environment, this.region, ...purpose);
  }

  /** Name of a bucket: the account makes it unique in the world. */
  bucket(account: DeploymentAccount, purpose: string): string {
    return `${resourceName("awsBucketPrefix", this.environment, this.region, purpose)}-${account.id}`;
  }

  /** Name of a log group; its region is part of its ARN already. */
  logGroup(purpose: string): string {
    return `/webrtc/${this.environment}/${purpose}`;
  }
}
