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
