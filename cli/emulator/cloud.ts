import { join } from "node:path";
import { emulatorPython } from "./emulator";
import { lastLines, type ProgramEnvironment, runProgram } from "./run-program";

/** An Elastic IP as the emulator holds it. */
export interface HeldAddress {
  readonly region: string;
  readonly allocationId: string;
  readonly publicIp: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A DNS record as the emulator holds it. */
export interface HeldRecord {
  readonly name: string;
  readonly type: string;
  readonly values: readonly string[];
}

/** What an emulated account holds of a cluster whose nodes keep addresses and volumes. */
export interface HeldCluster {
  /** By slot: what stays when the machine in the slot is replaced. */
  readonly interfaces: readonly {
    readonly slot: string;
    readonly id: string;
    readonly zone: string;
    readonly address: string;
    readonly firewalls: readonly string[];
  }[];
  readonly volumes: readonly {
    readonly slot: string;
    readonly id: string;
    readonly zone: string;
    readonly encrypted: boolean;
    readonly snapshot: string;
  }[];
  /** Auto Scaling groups, by name. */
  readonly groups: readonly {
    readonly name: string;
    readonly zones: readonly string[];
    /** Fewest, wanted, most. */
    readonly sizes: readonly number[];
    readonly created: string;
    /** Interface that the group launches its instance on; empty: one of the instance's own. */
    readonly interface: string;
  }[];
  readonly balancers: readonly string[];
  readonly snapshotPolicies: readonly { readonly slot: string; readonly everyHours: number; readonly keep: number }[];
  /** Roles that may read a secret, by its name, as the emulator's own policy engine judges. */
  readonly secretReaders: Readonly<Record<string, readonly string[]>>;
}

/** What is in the emulated account, asked by the AWS SDK and not through Terraform. */
export class Cloud {
  constructor(
    private readonly environment: ProgramEnvironment,
    private readonly regions: readonly string[],
  ) {}

  /** Everything left in the account, as `<region> <kind> <id>`; what AWS makes by itself is left out. */
  async inventory(): Promise<readonly string[]> {
    return JSON.parse(await this.ask("inventory"));
  }

  async addresses(): Promise<readonly HeldAddress[]> {
    return JSON.parse(await this.ask("addresses"));
  }

  async records(): Promise<readonly HeldRecord[]> {
    return JSON.parse(await this.ask("records"));
  }

  /** Current values of every secret, by name. Only a test may read them. */
  async secretValues(): Promise<Readonly<Record<string, string>>> {
    return JSON.parse(await this.ask("secrets"));
  }

  /** User data of every launch template version, decoded. */
  async userData(): Promise<readonly string[]> {
    return JSON.parse(await this.ask("user-data"));
  }

  async cluster(): Promise<HeldCluster> {
    return JSON.parse(await this.ask("cluster"));
  }

  /** Takes a snapshot of the volume of a slot and gives back its id. */
  async takeSnapshot(slot: string): Promise<string> {
    return JSON.parse(await this.ask("take-snapshot", slot));
  }

  /** Writes a line to the log of a group's node, as the node would. */
  async say(group: string, logGroup: string, line: string): Promise<void> {
    await this.ask("say", group, logGroup, line);
  }

  /** Writes the image parameters that the image build of an environment would write. */
  async seedImages(environment: string): Promise<void> {
    await this.ask("seed-images", environment);
  }

  private async ask(...question: readonly string[]): Promise<string> {
    const { code, output } = await runProgram(
      emulatorPython(),
      [join(__dirname, "server/cloud.py"), this.regions.join(","), ...question],
      { directory: __dirname, environment: this.environment, remedy: "npm run setup:emulator" },
    );
    if (code !== 0) {
      throw new Error(`cloud.py ${question.join(" ")} failed\n${lastLines(output)}`);
    }
    return output;
  }
}
