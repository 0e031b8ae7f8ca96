import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HeldAddress, HeldRecord } from "../../../../cli/emulator/cloud";
import { EmulatedEnvironment, filesBelow } from "../../../../cli/emulator/emulated-environment";
import { askedOperations, refusedOperations } from "./refused-operations";

const project = join(__dirname, "../../../..");

/** Code of the project: what a secret must not be in. */
function codeFiles(): readonly string[] {
  return ["__tests__/fixtures", "stacks", "modules", "templates"].flatMap((folder) =>
    filesBelow(join(project, folder)),
  );
}

/** What clients hold on to: addresses, and the names that point at them. */
async function publicFace(
  environment: EmulatedEnvironment,
): Promise<{ readonly addresses: readonly HeldAddress[]; readonly nodeNames: readonly HeldRecord[] }> {
  const records = await environment.cloud.records();
  return {
    addresses: await environment.cloud.addresses(),
    nodeNames: records.filter(({ type, values }) => type === "A" && values.some((value) => /^[\d.]+$/.test(value))),
  };
}

/**
 * Promises that hold for every environment, from nothing to nothing, in this order. `between` adds an environment's own; `role` is
 * the fleet whose nodes keep addresses and names.
 */
export function describeEnvironment(
  name: string,
  between?: (environment: () => EmulatedEnvironment) => void,
  role: "turn" | "live" = "turn",
): void {
  describe(`${name} on the emulator`, () => {
    let started: EmulatedEnvironment | undefined;
    const environment = (): EmulatedEnvironment => {
      if (started === undefined) {
        throw new Error(`${name} did not start`);
      }
      return started;
    };

    afterAll(() => {
      started?.stop();
    });

    it("applies every stack in order", async () => {
      started = await EmulatedEnvironment.start(name, mkdtempSync(join(tmpdir(), `webrtc-${name}-`)), (line) => {
        process.stderr.write(`  ${line}\n`);
      });
      await environment().apply();
      expect((await environment().cloud.inventory()).length).toBeGreaterThan(40);
    });

    it("finds nothing to change in a second plan", async () => {
      expect(await environment().changes()).toEqual({});
    });

    it(`gives every Elastic IP of the pool of ${role} a name of its own`, async () => {
      const { addresses, nodeNames } = await publicFace(environment());
      const pool = addresses.filter(({ tags }) => tags["Role"] === role);
      const unnamed = pool.filter(({ publicIp }) => !nodeNames.some(({ values }) => values.join() === publicIp));
      expect(pool.length).toBeGreaterThan(0);
      expect(unnamed).toEqual([]);
    });

    it("keeps every secret value out of code, JSON, plans, states and user data", async () => {
      const values = Object.entries(await environment().cloud.secretValues());
      const texts = new Map(await environment().texts());
      for (const file of codeFiles()) {
        texts.set(file, readFileSync(file, "latin1"));
      }
      const leaks = values.flatMap(([secret, value]) =>
        [...texts].filter(([, text]) => text.includes(value)).map(([where]) => `${secret} is in ${where}`),
      );
      expect(values.length).toBeGreaterThan(0);
      expect(values.filter(([, value]) => value.length < 32)).toEqual([]);
      expect(leaks).toEqual([]);
    });

    between?.(environment);

    it("keeps every Elastic IP and every node's name when app is destroyed and created again", async () => {
      const before = await publicFace(environment());
      await environment().destroy("-app");
      const without = await publicFace(environment());
      await environment().apply("-app");
      expect(without).toEqual(before);
      expect(await publicFace(environment())).toEqual(before);
    });

    it("destroys every stack in reverse order, once protection is lifted", async () => {
      await environment().destroyForGood();
    });

    it("asked AWS for nothing that the role of a pipeline may not do", () => {
      expect(askedOperations(environment()).length).toBeGreaterThan(100);
      expect(refusedOperations(environment())).toEqual([]);
    });

    it("leaves nothing behind", async () => {
      expect(await environment().cloud.inventory()).toEqual([]);
    });
  });
}
