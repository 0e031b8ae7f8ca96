import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/** A given image is an id or the name of a parameter. */
export const checkImages: TurnJanusCheck = ({ image }) =>
  typeof image === "string"
    ? []
    : (["turn", "media"] as const).flatMap((role) =>
        findingIf(!/^(?:ami-[0-9a-f]{8}(?:[0-9a-f]{9})?|\/[\w.-]+(?:\/[\w.-]+)*)$/.test(image[role]), () => ({
          path: `aws.image.${role}`,
          value: image[role],
          rule: "An image is given by its id or by the SSM parameter that holds the id.",
          remedy: 'write for example "ami-0123456789abcdef0" or "/images/turn"',
        })),
      );
