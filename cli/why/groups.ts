import type { AwsTopology, Topology } from "../../modules/environment/topology";

/** A group of nodes, and where their logs are. */
export interface NodeGroup {
  readonly region: string;
  /** Name of the Auto Scaling group. */
  readonly name: string;
  /** Log group; each node writes to a stream that begins with its id. */
  readonly logGroup: string;
}

/** Groups of nodes of an environment on AWS, in the order in which they start. */
export function nodeGroups({ environment, aws }: Topology): readonly NodeGroup[] {
  return aws ? groupsOf(environment, aws) : [];
}

function groupsOf(environment: string, aws: AwsTopology): readonly NodeGroup[] {
  const group = (region: string, name: string, role: string): NodeGroup => ({
    region,
    name,
    logGroup: `/webrtc/${environment}/${role}`,
  });
  switch (aws.kind) {
    case "turn-janus":
      return aws.regions.flatMap(({ region, app }) =>
        [app.turn, app.media].map(({ name, role }) => group(region, name, role)),
      );
    case "openvidu-ha":
      return aws.regions.flatMap(({ region, app }) => [
        ...app.masters.groups.map(({ name }) => group(region, name, "master")),
        group(region, app.media.name, "media"),
      ]);
    case "go-live":
      return aws.regions.map(({ region, app }) => group(region, app.fleet.name, app.fleet.role));
  }
}
