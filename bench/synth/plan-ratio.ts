import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmulatedEnvironment } from "../../cli/emulator/emulated-environment";
import type { Terraform } from "../../cli/emulator/terraform";
import type { Workspace } from "../../cli/emulator/workspace";
import { median, type Result } from "./measure";

/**
 * Time of a plan of the app layer over that of network and app merged into one state, on the emulator, nothing to change, for a
 * region with 40 addresses: of a small one every plan is mostly the start of Terraform and its provider.
 */
export async function planRatio(): Promise<Result> {
  process.env["WEBRTC_ENV_DIR"] = join(__dirname, "environments");
  const region = await EmulatedEnvironment.start("region", mkdtempSync(join(tmpdir(), "bench-plan-")), () => undefined);
  try {
    await region.apply();
    const [network, app] = [region.ids("-network").join(), region.ids("-app").join()];
    mergeStacks(region.workspace, network, app);
    const appPlan = region.workspace.terraform(app);
    const mergedPlan = region.workspace.terraform("merged");
    await secondsToPlan(appPlan); // also initializes
    await secondsToPlan(mergedPlan);
    const rounds: { readonly app: number; readonly merged: number }[] = [];
    for (let round = 0; round < 9; round++) {
      rounds.push({ app: await secondsToPlan(appPlan), merged: await secondsToPlan(mergedPlan) });
    }
    const seconds = (layer: "app" | "merged"): string => median(rounds.map((round) => round[layer])).toFixed(1);
    return {
      what: `plan of app (${seconds("app")} s) over network and app in one state (${seconds("merged")} s)`,
      // Of each round by itself: a shared machine is faster now and slower then, mostly for both plans of a round.
      value: median(rounds.map(({ app, merged }) => app / merged)),
      limit: 0.6,
    };
  } finally {
    region.stop();
  }
}

async function secondsToPlan(terraform: Terraform): Promise<number> {
  const started = performance.now();
  const { code, output } = await terraform.plan();
  if (code !== 0 || !/^No changes/m.test(output)) {
    throw new Error(`the plan of ${terraform.stack} is not empty\n${output.slice(-3000)}`);
  }
  return (performance.now() - started) / 1000;
}

type Named = Readonly<Record<string, object>>;

interface StackJson {
  readonly provider: unknown;
  readonly ephemeral?: unknown;
  readonly locals?: object;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly data?: Readonly<Record<string, Named>>;
  readonly resource?: Readonly<Record<string, Named>>;
}

interface State {
  readonly resources: readonly { readonly mode: string; readonly type: string; readonly name: string }[];
}

/** Writes a stack `merged` with both layers and both states in one; the outputs of the network become a local value. */
function mergeStacks(workspace: Workspace, network: string, app: string): void {
  const lower = readStack(workspace, network);
  const upper = readStack(workspace, app);
  const directory = workspace.stackDirectory("merged");
  mkdirSync(directory, { recursive: true });
  for (const id of [network, app]) {
    cpSync(join(workspace.stackDirectory(id), "assets"), join(directory, "assets"), { recursive: true });
  }
  const outputs = Object.entries(lower.output ?? {}).map(([name, { value }]) => [name, value]);
  const { terraform_remote_state: _read, ...data } = upper.data ?? {};
  const merged = {
    terraform: { backend: { local: { path: "merged.tfstate" } } },
    provider: upper.provider,
    ephemeral: lower.ephemeral,
    locals: { ...upper.locals, network: Object.fromEntries(outputs) },
    data: byType(lower.data ?? {}, data),
    resource: byType(lower.resource ?? {}, upper.resource ?? {}),
  };
  writeFileSync(join(directory, "cdk.tf.json"), JSON.stringify(merged));
  cpSync(
    join(workspace.stackDirectory(app), "emulator_override.tf.json"),
    join(directory, "emulator_override.tf.json"),
  );

  const states = [network, app].map((id): State => {
    return JSON.parse(readFileSync(join(workspace.directory, `.state/${id}.tfstate`), "utf8"));
  });
  const resources = new Map(
    states
      .flatMap((state) => state.resources)
      .filter(({ type }) => type !== "terraform_remote_state")
      .map((resource) => [`${resource.mode}.${resource.type}.${resource.name}`, resource]),
  );
  const state = { ...states[0], outputs: {}, check_results: null, resources: [...resources.values()] };
  writeFileSync(join(directory, "merged.tfstate"), JSON.stringify(state));
}

function readStack(workspace: Workspace, id: string): StackJson {
  const text = readFileSync(join(workspace.stackDirectory(id), "cdk.tf.json"), "utf8");
  return JSON.parse(text.replaceAll("data.terraform_remote_state.network.outputs", "local.network"));
}

function byType(first: Readonly<Record<string, Named>>, second: Readonly<Record<string, Named>>): object {
  const types = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...types].map((type) => [type, { ...first[type], ...second[type] }]));
}
