import { join, relative } from "node:path";
import type { Topology } from "../modules/environment";
import type { MediaFleetPlan, TurnFleetPlan } from "../modules/environment/topology";
import { imageFiles, mediaNodeFiles, type NodeContext, turnNodeFiles } from "../modules/nodes";
import { writeFiles } from "../modules/shared/write-files";
import { type Loaded, withEnvironments } from "./with-environments";

/** Writes a Packer build for every fleet that starts from an image of ours, and says how to run it. */
function writeAll({ topologies }: Loaded): void {
  const written = topologies.flatMap((topology) => writeImages(topology));
  for (const directory of written) {
    const shown = relative(process.cwd(), directory);
    console.log(`packer init ${shown} && packer build ${shown}`);
  }
  if (written.length === 0) {
    console.log('No fleet starts from an image that we build: set aws.image to "immutable".');
  }
}

function writeImages({ environment, domain, aws }: Topology): readonly string[] {
  if (aws?.kind !== "turn-janus") {
    return [];
  }
  return aws.regions.flatMap(({ region, app }) => {
    const context: NodeContext = { environment, domain, region };
    return [app.turn, app.media]
      .filter(({ image }) => image.kind === "immutable" && "parameter" in image)
      .map((plan) => {
        const directory = join(process.cwd(), "cdktf.out/images", `${environment}-aws-${region}-${plan.role}`);
        writeFiles(directory, imageFiles(plan, context, nodeFiles(plan, context)));
        return directory;
      });
  });
}

function nodeFiles(plan: TurnFleetPlan | MediaFleetPlan, context: NodeContext) {
  return plan.role === "turn" ? turnNodeFiles(plan, context) : mediaNodeFiles(plan, context);
}

withEnvironments({ environments: process.env["WEBRTC_ENV"] }, writeAll);
