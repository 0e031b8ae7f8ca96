/** Path of a region in the file. */
export function regionPath(region: string): string {
  return `aws.regions["${region}"]`;
}
