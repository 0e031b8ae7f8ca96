import { type Origin, showValue } from "../modules/environment";
import { type Paint, paintIf, showsColours } from "./paint";
import { type Loaded, withEnvironments } from "./with-environments";

/** Prints each resolved value of the environments and where it came from: `npm run explain -- dev [--json]`. */
function main(): void {
  const words = process.argv.slice(2);
  const json = words.includes("--json");
  const environments = words.filter((word) => !word.startsWith("--")).join(",");
  withEnvironments({ environments, json }, (loaded) => print(loaded, json));
}

function print(loaded: Loaded, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(Object.fromEntries(loaded.origins), null, 2));
    return;
  }
  const paint = paintIf(showsColours(process.stdout));
  for (const [environment, origins] of loaded.origins) {
    console.log([`${paint.bold(environment)}\n`, ...origins.map((origin) => line(origin, paint)), ""].join("\n"));
  }
}

function line({ path, value, from, reason }: Origin, paint: Paint): string {
  const source = reason === undefined ? from : `${from}: ${reason}`;
  return `${paint.bold(path)} = ${showValue(value, Number.POSITIVE_INFINITY)}\n    ${paint.dim(source)}`;
}

main();
