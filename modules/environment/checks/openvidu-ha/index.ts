import { checkOpenviduCertificates } from "./certificates";
import type { OpenviduHaCheck } from "./check";
import { checkOpenviduMedia } from "./media";
import { checkOpenviduNames } from "./names";
import { checkOpenviduNodes } from "./nodes";
import { checkOpenviduRegion } from "./region";
import { checkOpenviduSoftware } from "./software";
import { checkOpenviduVolumes } from "./volumes";
import { checkOpenviduVpc } from "./vpc";

/** In the order of the file. */
export const openviduHaChecks: readonly OpenviduHaCheck[] = [
  checkOpenviduRegion,
  checkOpenviduSoftware,
  checkOpenviduNames,
  checkOpenviduCertificates,
  checkOpenviduVpc,
  checkOpenviduNodes,
  checkOpenviduVolumes,
  checkOpenviduMedia,
];
