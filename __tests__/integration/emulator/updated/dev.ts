import type { Environment } from "../../../../modules/environment";
import dev from "../../../fixtures/example-environments/dev";

/** `dev` a week later: larger TURN nodes. */
export default {
  ...dev,
  aws: { ...dev.aws, turn: { ...dev.aws.turn, instanceType: "t4g.medium" } },
} satisfies Environment;
