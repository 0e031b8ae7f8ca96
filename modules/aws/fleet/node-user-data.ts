import { Fn, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { renderForTerraform } from "../../shared/terraform-template";

export interface NodeUserDataProps<Values extends object> {
  /** What `render` gets; strings in it may be tokens. */
  readonly values: Values;
  /** Makes the text, and refuses one that is too long for EC2. */
  readonly render: (values: Values) => string;
}

/** User data as launch templates take it: text with Terraform's values in it, in base64. */
export class NodeUserData<Values extends object> extends Construct {
  readonly base64: string;

  constructor(scope: Construct, id: string, props: NodeUserDataProps<Values>) {
    super(scope, id);
    // cdktf cannot pass quotes to a Terraform function as a literal; as a local value it can.
    const text = new TerraformLocal(this, "text", renderForTerraform(props.values, props.render));
    this.base64 = Fn.base64encode(text.asString);
  }
}
