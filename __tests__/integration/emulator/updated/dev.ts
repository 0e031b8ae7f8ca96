import dev from "../../../../environments/dev";
import type { Environment } from "../../../../modules/environment";

/** `dev` a week later: larger TURN nodes. */
export default {
  ...dev,
  aws: { ...dev.aws, turn: { ...dev.aws.turn, instanceType: "t4g.medium" } },
} satisfies Environment;
