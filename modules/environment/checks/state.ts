import { awsRegionNames, findAwsRegion } from "../catalog/regions";
import type { Finding } from "../problem";
import { suggestion } from "../schema/nearest";
import type { CompleteEnvironment } from "../settings/settings";
import { type Check, findingIf } from "./check";

/** The state storage can exist, and a protected environment does not keep its states on somebody's disk. */
export const checkState: Check = (environment) => {
  const { state, protect } = environment;
  switch (state.kind) {
    case "local":
      return findingIf(protect, () => ({
        path: "state",
        value: state,
        rule: "The environment is protected, but its states are files on one machine: nobody else can apply, and a lost disk loses them.",
        remedy: 'set state to { kind: "s3", bucket: …, region: … }',
        warning: true,
      }));
    case "s3":
      return [...bucketFindings(state.bucket), ...regionFindings(state.region)];
    case "azurerm":
      return azureFindings(state);
  }
};

/** Bucket naming rules (Amazon S3 user guide); dots break TLS host names. */
function bucketFindings(bucket: string): readonly Finding[] {
  const valid =
    /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket) &&
    !/^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3)$/.test(bucket);
  return findingIf(!valid, () => ({
    path: "state.bucket",
    value: bucket,
    rule: "A bucket's name has 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.",
    remedy: 'choose a name such as "example-webrtc-state"',
  }));
}

function regionFindings(region: string): readonly Finding[] {
  return findingIf(!findAwsRegion(region), () => ({
    path: "state.region",
    value: region,
    rule: `Unknown region. ${suggestion(region, awsRegionNames, "Known are")}`,
    remedy: "name the region that the bucket lives in",
  }));
}

/** Naming rules of Azure Storage. */
function azureFindings(state: Extract<CompleteEnvironment["state"], { kind: "azurerm" }>): readonly Finding[] {
  return [
    ...findingIf(!/^[a-z0-9]{3,24}$/.test(state.storageAccount), () => ({
      path: "state.storageAccount",
      value: state.storageAccount,
      rule: "A storage account's name has 3 to 24 lower-case letters and digits.",
      remedy: 'choose a name such as "exampleterraform"',
    })),
    ...findingIf(!/^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(state.container), () => ({
      path: "state.container",
      value: state.container,
      rule: "A container's name has 3 to 63 lower-case letters, digits and single hyphens.",
      remedy: 'choose a name such as "states"',
    })),
  ];
}
