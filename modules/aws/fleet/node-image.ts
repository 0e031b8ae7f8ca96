import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { Construct } from "constructs";

/**
 * Image that the nodes boot from. A parameter is read by the plan and not by the launch template, so that a new image shows
 * up as a change, and rolls out with its checkpoints, instead of mixing into the fleet with the next node.
 */
export class NodeImage extends Construct {
  readonly imageId: string;

  constructor(scope: Construct, id: string, image: { readonly imageId: string } | { readonly parameter: string }) {
    super(scope, id);
    this.imageId =
      "imageId" in image
        ? image.imageId
        : new DataAwsSsmParameter(this, "parameter", { name: image.parameter }).insecureValue;
  }
}
