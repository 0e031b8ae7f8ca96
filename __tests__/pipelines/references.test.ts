import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Outputs, pageTargets, regionTargets, serverUrls } from "../../cli/pipelines/targets";
import { synthesize } from "../helpers/synth-environments";
import { pipelines, topologies } from "./rendered";

const root = join(__dirname, "../..");

/** Everything that a pipeline or one of its scripts runs, as it is written. */
const texts = pipelines.map(({ path, text }) => ({ path, text }));
const scripts = [
  ...new Set(texts.flatMap(({ text }) => text.match(/\bcli\/pipelines\/[\w-]+\.(sh|ts)/g) ?? [])),
].sort();

function scriptNames(directory: string): readonly string[] {
  return Object.keys(JSON.parse(readFileSync(join(root, directory, "package.json"), "utf8")).scripts);
}

describe("what pipelines refer to", () => {
  it("is a script of the repository, which may be run where it is run directly", () => {
    expect(scripts).toContain("cli/pipelines/plan.sh");
    for (const script of scripts) {
      expect({ script, exists: existsSync(join(root, script)) }).toEqual({ script, exists: true });
      if (script.endsWith(".sh") && !texts.some(({ text }) => text.includes(`. ${script}`))) {
        expect(() => accessSync(join(root, script), constants.X_OK)).not.toThrow();
      }
    }
  });

  it("is a command of a package.json", () => {
    const publishPage = {
      path: "cli/pipelines/publish-page.sh",
      text: readFileSync(join(root, "cli/pipelines/publish-page.sh"), "utf8"),
    };
    for (const { path, text } of [...texts, publishPage]) {
      for (const [, command = "", workspace = "."] of text.matchAll(
        /npm (?:run )?(?:--silent )?(?!ci\b|run\b)([\w:-]+)(?: -w (apps\/[\w-]+))?/g,
      )) {
        expect({ path, command, known: scriptNames(workspace).includes(command) }).toEqual({
          path,
          command,
          known: true,
        });
      }
    }
  });

  it("is filled in everywhere", () => {
    expect(texts.filter(({ text }) => /%%|include: (?!\[)|undefined/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("is an output that the stacks have", () => {
    for (const topology of topologies.filter(({ environment }) => environment !== "prod")) {
      const stacks = new Map(synthesize([topology]).map(({ id, json }) => [id, Object.keys(json.output ?? {})]));
      const read = (id: string): Outputs =>
        Object.fromEntries(
          (stacks.get(id) ?? []).map((name) => [name, name === "page_names" ? ["page"] : "https://x"]),
        );
      if (topology.azure) {
        expect(regionTargets(topology, read)).toHaveLength(topology.azure.regions.length);
        expect(pageTargets(topology, read)).toHaveLength(1);
      }
      if (topology.aws) {
        expect(serverUrls(topology, read).length).toBeGreaterThan(0);
      }
    }
  });

  it("is named when a layer was applied by an older release", () => {
    const [topology] = topologies.filter(({ azure }) => azure);
    expect(() => topology && regionTargets(topology, () => ({}))).toThrow(/^no output page_url: apply the layer/);
  });
});
