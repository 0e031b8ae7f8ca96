import { type Check, findingIf } from "./check";

/** An environment describes something. */
export const checkClouds: Check = ({ aws, azure, goLive }) =>
  findingIf(aws === undefined && azure === undefined && goLive === undefined, () => ({
    path: "aws",
    rule: "The environment describes no cloud, so there is nothing to make.",
    remedy: 'add aws: { topology: "turn-janus", regions: { "eu-west-1": { zones: 2 } }, … }',
  }));
