import { type IAspect, TerraformResource } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { Tags } from "./stack-identity";

/** Tags of an S3 object; other resources take 50 (S3 User Guide, object tagging). The team's own, which come first, give way. */
const mostObjectTags = 10;

const roleContext = "webrtc-stacks:role";

/** Gives a construct and everything below it the tag `Role`. Call it before children are made. */
export function tagRole(construct: Construct, role: string): void {
  construct.node.setContext(roleContext, role);
}

interface WithTags extends TerraformResource {
  tagsInput?: Record<string, string> | undefined;
  tags: Record<string, string>;
}

interface AutoScalingTag {
  readonly key: string;
  readonly value: string;
  readonly propagateAtLaunch: boolean;
}

interface WithAutoScalingTags extends TerraformResource {
  tagInput?: unknown;
  putTag(tags: AutoScalingTag[]): void;
}

/**
 * Puts the tags of a stack on every resource of both clouds. A tag that the resource sets itself wins. Auto Scaling groups
 * carry their tags as blocks, not as a map. Visiting a resource again changes nothing.
 */
export class TagsAspect implements IAspect {
  constructor(
    private readonly tags: Tags,
    private readonly defaultRole: string,
  ) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node)) {
      return;
    }
    const tags = { ...this.tags, Role: String(node.node.tryGetContext(roleContext) ?? this.defaultRole) };
    if (takesAutoScalingTags(node)) {
      const own = Array.isArray(node.tagInput) ? (node.tagInput as readonly AutoScalingTag[]) : [];
      const missing = Object.entries(tags).filter(([key]) => !own.some((tag) => tag.key === key));
      node.putTag([...own, ...missing.map(([key, value]) => ({ key, value, propagateAtLaunch: true }))]);
    } else if (takesTags(node)) {
      const all = Object.entries({ ...tags, ...node.tagsInput });
      node.tags = Object.fromEntries(node.terraformResourceType === "aws_s3_object" ? all.slice(-mostObjectTags) : all);
    }
  }
}

function takesAutoScalingTags(node: TerraformResource): node is WithAutoScalingTags {
  return "putTag" in node && node.terraformResourceType === "aws_autoscaling_group";
}

function takesTags(node: TerraformResource): node is WithTags {
  return "tagsInput" in node;
}
