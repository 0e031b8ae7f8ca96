import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeEnvironment } from "./helpers/promises";

const network = "dev-aws-eu-west-1-network";
const app = "dev-aws-eu-west-1-app";

describeEnvironment("dev", (environment) => {
  it("applies a new instance type and then finds nothing more to change", async () => {
    await environment().workspace.synthesize("dev", join(__dirname, "updated"));
    const planned = await environment().workspace.terraform(app).plan();
    expect(planned.output).toMatch(/aws_launch_template\.\S+ will be updated in-place/);
    await environment().workspace.terraform(app).apply();
    expect(await environment().changes()).toEqual({});
  });

  describe("when the network layer is not what app was made for", () => {
    const stateFile = (): string => join(environment().workspace.directory, `.state/${network}.tfstate`);

    /** Outcome of an app plan that reads a state changed by `edit`; undefined: no state at all. */
    async function planWith(
      edit: (state: string) => string | undefined,
    ): Promise<{ readonly code: number; readonly said: string }> {
      const original = readFileSync(stateFile(), "utf8");
      const edited = edit(original);
      if (edited === undefined) {
        rmSync(stateFile());
      } else {
        writeFileSync(stateFile(), edited);
      }
      try {
        const { code, output } = await environment().workspace.terraform(app).plan("refused.bin");
        return { code, said: output.replace(/[│╷╵\s]+/g, " ") };
      } finally {
        writeFileSync(stateFile(), original);
      }
    }

    it("stops the plan for another version of the contract and names the stack to apply first", async () => {
      const { code, said } = await planWith((state) => {
        const content: { outputs: Record<string, { value: unknown }> } = JSON.parse(state);
        content.outputs["contract_version"] = { ...content.outputs["contract_version"], value: 999 };
        return JSON.stringify(content);
      });
      expect(said).toContain(`Apply ${network} from the same release first`);
      expect(code).toBe(1);
    });

    it("stops the plan for a missing output and names it with the stack to apply first", async () => {
      const { code, said } = await planWith((state) => {
        const content: { outputs: Record<string, unknown> } = JSON.parse(state);
        const { vpc_id: _dropped, ...outputs } = content.outputs;
        return JSON.stringify({ ...content, outputs });
      });
      expect(said).toContain("vpc_id");
      expect(said).toContain(`Apply ${network} first`);
      expect(code).toBe(1);
    });

    it("stops the plan where the network layer was destroyed", async () => {
      const { code, said } = await planWith((state) =>
        JSON.stringify({ ...JSON.parse(state), outputs: {}, resources: [] }),
      );
      expect(said).toContain(`Apply ${network}`);
      expect(code).toBe(1);
    });

    it("stops the plan where the network layer was never applied", async () => {
      const { code, said } = await planWith(() => undefined);
      expect(said).toContain(`${network} has no state yet. Apply ${network} first.`);
      expect(code).toBe(1);
    });
  });
});
