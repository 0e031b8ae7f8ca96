import { endWhenTold } from "../end-when-told";
import { failCommand } from "../fail-command";
import { StandingEnvironment } from "./standing";

/** Destroys an environment that stands on an emulator, stack by stack, and stops the emulator: `npm run destroy:emulator -- dev`. */
async function main(name: string | undefined): Promise<void> {
  if (name === undefined) {
    throw new Error("Which environment? → npm run destroy:emulator -- dev");
  }
  endWhenTold(`A part of ${name} still stands → npm run destroy:emulator -- ${name}`);
  const standing = new StandingEnvironment(name);
  const environment = await standing.find((line) => console.log(line));
  if (environment === undefined) {
    standing.forget();
    console.log(`${name} does not stand on an emulator.`);
    return;
  }
  await environment.destroyForGood();
  const left = await environment.cloud.inventory();
  environment.stop();
  standing.forget();
  console.log(left.length === 0 ? "Nothing is left; the emulator is stopped." : `Left behind:\n${left.join("\n")}`);
  process.exitCode = left.length === 0 ? 0 : 1;
}

main(process.argv[2]).catch(failCommand);
