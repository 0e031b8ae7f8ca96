import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { visitInOrder } from "./apply-order";
import { Cloud } from "./cloud";
import { Emulator } from "./emulator";
import { liftProtection } from "./lift-protection";
import { requireTerraform } from "./terraform";
import { Workspace, type WorkspaceStack } from "./workspace";

/** One environment on an emulator of its own. */
export class EmulatedEnvironment {
  private constructor(
    readonly name: string,
    readonly emulator: Emulator,
    readonly workspace: Workspace,
    readonly cloud: Cloud,
    /** Regions that its stacks are in. */
    readonly regions: readonly string[],
  ) {}

  /**
   * Starts an emulator for an environment and writes its stacks; nothing is applied yet.
   *
   * @param directory receives stacks, states and logs
   * @param lifetime of the emulator
   */
  static async start(
    name: string,
    directory: string,
    say: (line: string) => void,
    lifetime: "child" | "detached" = "child",
  ): Promise<EmulatedEnvironment> {
    await requireTerraform();
    const emulator = await Emulator.start(join(directory, "emulator.log"), lifetime);
    try {
      const workspace = new Workspace(directory, emulator.url, say);
      await workspace.synthesize(name);
      const environment = EmulatedEnvironment.at(name, emulator, workspace);
      await environment.cloud.seedImages(name);
      return environment;
    } catch (error) {
      emulator.stop();
      throw error;
    }
  }

  /** An environment whose stacks were written before. */
  static at(name: string, emulator: Emulator, workspace: Workspace): EmulatedEnvironment {
    const regions = [...new Set(workspace.stacks().map(({ id }) => /-aws-(.+)-[a-z]+$/.exec(id)?.[1] ?? "us-east-1"))];
    return new EmulatedEnvironment(name, emulator, workspace, new Cloud(workspace.environment, regions), regions);
  }

  ids(layer = ""): readonly string[] {
    return this.workspace
      .stacks()
      .map(({ id }) => id)
      .filter((id) => id.endsWith(layer));
  }

  async apply(layer = ""): Promise<void> {
    await visitInOrder(this.chosen(layer), "forward", (id) => this.workspace.terraform(id).apply());
  }

  async destroy(layer = ""): Promise<void> {
    await visitInOrder(this.chosen(layer), "reverse", (id) => this.workspace.terraform(id).destroy());
  }

  /** Destroys what production protects, too. */
  async destroyForGood(): Promise<void> {
    await visitInOrder(independent(this.workspace.stacks()), "forward", async (id) => {
      if (liftProtection(this.workspace, id)) {
        await this.workspace.terraform(id).apply("-refresh=false");
      }
    });
    await this.destroy();
  }

  /** What a second plan would change, by stack; empty: nothing. */
  async changes(layer = ""): Promise<Readonly<Record<string, string>>> {
    const found: Record<string, string> = {};
    await visitInOrder(independent(this.chosen(layer)), "forward", async (id) => {
      const changes = await this.workspace.terraform(id).changes();
      if (changes !== "") {
        found[id] = changes;
      }
    });
    return found;
  }

  /** Every text that Terraform reads or writes: JSON, last plans, states, logs, user data; by where it was found. */
  async texts(): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    await visitInOrder(independent(this.workspace.stacks()), "forward", async (id) => {
      const terraform = this.workspace.terraform(id);
      texts.set(`plan of ${id}`, await terraform.lastPlan());
      texts.set(`state of ${id}`, await terraform.state());
    });
    for (const file of filesBelow(this.workspace.directory)) {
      if (!file.includes("/.terraform/")) {
        texts.set(file, readFileSync(file, "latin1"));
      }
    }
    (await this.cloud.userData()).forEach((text, index) => {
      texts.set(`user data ${index}`, text);
    });
    return texts;
  }

  stop(): void {
    this.emulator.stop();
  }

  private chosen(layer: string): readonly WorkspaceStack[] {
    return this.workspace.stacks().filter(({ id }) => id.endsWith(layer));
  }
}

/** Stacks for work that needs no order. */
function independent(stacks: readonly WorkspaceStack[]): readonly WorkspaceStack[] {
  return stacks.map(({ id }) => ({ id, after: [] }));
}

/** Files of a directory and everything below it. */
export function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
