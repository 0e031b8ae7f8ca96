import type { Finding } from "../problem";
import { showPath } from "../schema/field-path";
import { type Check, findingIf } from "./check";

const reserved = ["CostCenter", "Environment", "Layer", "Role", "Topology", "ManagedBy", "AddressPool", "Slot", "Name"];

/** Characters that tags of every AWS service and of Azure take. */
const allowed = /^[\p{L}\p{N} _.:=+@-]*$/u;

/** AWS takes 50 tags; ours and those of the resources themselves need 15. */
const mostTags = 35;

/** Tags keep to what both clouds take and leave ours alone. */
export const checkTags: Check = ({ costCenter, tags }) => [
  ...valueFindings("costCenter", costCenter),
  ...findingIf(Object.keys(tags).length > mostTags, () => ({
    path: "tags",
    value: tags,
    rule: `A resource takes 50 tags, and ${50 - mostTags} are kept for the project's own; here are ${Object.keys(tags).length}.`,
    remedy: `keep at most ${mostTags}`,
  })),
  ...Object.entries(tags).flatMap(([key, value]) => [
    ...keyFindings(key),
    ...valueFindings(showPath(["tags", key]), value),
  ]),
];

function keyFindings(key: string): readonly Finding[] {
  const path = showPath(["tags", key]);
  if (reserved.some((name) => name.toLowerCase() === key.toLowerCase())) {
    return [{ path, rule: `The tag ${key} is set by the project.`, remedy: "give the tag another name" }];
  }
  const valid = key.length <= 128 && key.length > 0 && allowed.test(key) && !/^aws:/i.test(key);
  return findingIf(!valid, () => ({
    path,
    rule: 'The name of a tag has up to 128 letters, digits, spaces and _ . : = + @ -, and does not begin with "aws:".',
    remedy: "rename the tag",
  }));
}

function valueFindings(path: string, value: string): readonly Finding[] {
  return findingIf(value.length > 256 || !allowed.test(value), () => ({
    path,
    value,
    rule: "The value of a tag has up to 256 letters, digits, spaces and _ . : = + @ -.",
    remedy: "leave out other characters",
  }));
}
