/**
 * AWS regions with the zones that accounts usually see. Zone letters differ between accounts in a few regions; a team whose
 * account differs names its zones instead of counting them. Source: "Regions and Availability Zones" of AWS, November 2026.
 */
export interface AwsRegion {
  readonly name: string;
  /** Letters of the zones, in the order in which they are taken. */
  readonly zoneLetters: string;
  /** Second octet of the default VPC range `10.N.0.0/16`: one of its own, so that regions can be peered. */
  readonly networkOctet: number;
}

const zonesByRegion: readonly (readonly [name: string, zoneLetters: string, networkOctet: number])[] = [
  ["us-east-1", "abcdef", 100],
  ["us-east-2", "abc", 101],
  ["us-west-1", "ab", 102],
  ["us-west-2", "abcd", 103],
  ["ca-central-1", "abd", 104],
  ["ca-west-1", "abc", 105],
  ["mx-central-1", "abc", 106],
  ["sa-east-1", "abc", 107],
  ["eu-west-1", "abc", 110],
  ["eu-west-2", "abc", 111],
  ["eu-west-3", "abc", 112],
  ["eu-central-1", "abc", 113],
  ["eu-central-2", "abc", 114],
  ["eu-north-1", "abc", 115],
  ["eu-south-1", "abc", 116],
  ["eu-south-2", "abc", 117],
  ["il-central-1", "abc", 118],
  ["me-central-1", "abc", 119],
  ["me-south-1", "abc", 120],
  ["af-south-1", "abc", 121],
  ["ap-south-1", "abc", 130],
  ["ap-south-2", "abc", 131],
  ["ap-northeast-1", "acd", 132],
  ["ap-northeast-2", "abcd", 133],
  ["ap-northeast-3", "abc", 134],
  ["ap-southeast-1", "abc", 135],
  ["ap-southeast-2", "abc", 136],
  ["ap-southeast-3", "abc", 137],
  ["ap-southeast-4", "abc", 138],
  ["ap-southeast-5", "abc", 139],
  ["ap-southeast-7", "abc", 140],
  ["ap-east-1", "abc", 141],
  ["ap-east-2", "abc", 142],
];

const regions: ReadonlyMap<string, AwsRegion> = new Map(
  zonesByRegion.map(([name, zoneLetters, networkOctet]) => [name, { name, zoneLetters, networkOctet }]),
);

/** Names of all known regions. */
export const awsRegionNames: readonly string[] = [...regions.keys()];

/** Facts of a region; undefined for a name that is not known. */
export function findAwsRegion(name: string): AwsRegion | undefined {
  return regions.get(name);
}
