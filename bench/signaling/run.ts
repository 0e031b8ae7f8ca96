import { printFigures } from "../figures";
import { hostFigures } from "./host-load";
import { joinTime } from "./join-time";
import { sizeFigures } from "./sizes";

/** Measures what is promised of signalling and the page. Needs Chromium and coturn. */
async function main(): Promise<void> {
  printFigures([await joinTime(), ...(await hostFigures()), ...sizeFigures()]);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
