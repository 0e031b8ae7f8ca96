import { failCommand } from "./fail-command";
import { paintIf, showsColours } from "./paint";
import { formatReport } from "./why/format-report";
import { nodeGroups } from "./why/groups";
import { readGroup } from "./why/read-group";
import { refusal } from "./why/refusal";
import { type Loaded, withEnvironments } from "./with-environments";

/** What fits on a screen or two. */
const depth = { activities: 5, instances: 3, lines: 30 };

/** Prints why nodes did not come up: `npm run why -- <env> [word of a group's name]`. */
function main(name: string | undefined, word = ""): void {
  if (name === undefined) {
    failCommand(new Error("Which environment? → npm run why -- prod"));
    return;
  }
  withEnvironments({ environments: name }, (loaded) => explain(loaded, name, word));
}

async function explain(loaded: Loaded, name: string, word: string): Promise<void> {
  const groups = loaded.topologies.flatMap(nodeGroups).filter((group) => group.name.includes(word));
  if (groups.length === 0) {
    throw new Error(`${name} has no group of nodes on AWS${word && ` whose name contains "${word}"`}.`);
  }
  const paint = paintIf(showsColours(process.stdout));
  // The SDK would tell of a Node.js that it will no longer support some day; nobody who asks why can do anything about it.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  for (const group of groups) {
    const report = await readGroup(group, depth).catch((error: unknown) => {
      throw refusal(error, group.region);
    });
    console.log(formatReport(report, paint));
  }
}

main(process.argv[2], process.argv[3]);
