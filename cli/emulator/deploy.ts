import { endWhenTold } from "../end-when-told";
import { failCommand } from "../fail-command";
import type { EmulatedEnvironment } from "./emulated-environment";
import { StandingEnvironment } from "./standing";

/** Deploys one environment to an AWS emulator and leaves it standing: `npm run deploy:emulator -- dev`. */
async function main(name: string | undefined): Promise<void> {
  if (name === undefined) {
    throw new Error("Which environment? → npm run deploy:emulator -- dev");
  }
  const underWay = endWhenTold(`${name} does not stand.`);
  const started = performance.now();
  const standing = new StandingEnvironment(name);
  const environment = await standing.start((line) => console.log(line));
  console.log(`${name} on an AWS emulator: a few minutes, mostly pauses built into Terraform's AWS provider.\n`);
  await environment.apply();
  standing.keep(environment);
  underWay();
  console.log(`\n${name} stands on ${environment.emulator.url} after ${seconds(started)} s.\n`);
  await printNodes(environment);
  console.log("");
  await printUrls(environment);
  const variables = `AWS_ENDPOINT_URL=${environment.emulator.url} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test`;
  console.log(`\nLook around:  ${variables} aws --region ${environment.regions[0]} ec2 describe-addresses`);
  console.log(`Destroy it:   npm run destroy:emulator -- ${name}`);
}

/** Names of the nodes with the addresses that stay theirs. */
async function printNodes(environment: EmulatedEnvironment): Promise<void> {
  const addresses = await environment.cloud.addresses();
  for (const { name, type, values } of await environment.cloud.records()) {
    const owner = addresses.find(({ publicIp }) => values.length === 1 && values[0] === publicIp);
    if (type === "A" && owner !== undefined) {
      console.log(`${(owner.tags["Role"] ?? "node").padEnd(8)} ${name.padEnd(40)} ${owner.publicIp}`);
    }
  }
}

/** What clients are configured with. */
async function printUrls(environment: EmulatedEnvironment): Promise<void> {
  for (const id of environment.ids("-app")) {
    const outputs = await environment.workspace.terraform(id).outputs();
    for (const [output, value] of Object.entries(outputs)) {
      if (output.endsWith("_url")) {
        console.log(`${output.padEnd(12)} ${String(value)}`);
      }
    }
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

main(process.argv[2]).catch(failCommand);
