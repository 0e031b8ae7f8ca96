import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Outputs, pageTargets, regionTargets, serverUrls } from "../../cli/pipelines/targets";
import { azureStacks } from "../helpers/azure-stacks";
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

  it("is an output that the stacks on Azure have", () => {
    const stacks = new Map(azureStacks.map(({ id, json }) => [id, Object.keys(json.output ?? {})]));
    const read = (id: string): Outputs =>
      Object.fromEntries((stacks.get(id) ?? []).map((name) => [name, name === "page_names" ? ["page"] : "https://x"]));
    for (const topology of topologies.filter(({ environment }) => environment === "prod")) {
      expect(regionTargets(topology, read)).toHaveLength(2);
      expect(pageTargets(topology, read)).toHaveLength(1);
    }
  });

  it("is every address among the outputs of a part on AWS", () => {
    for (const topology of topologies.filter(({ environment }) => environment === "relay")) {
      const outputs = {
        turn_url: "turn:t.example.com:3478?transport=udp",
        media_url: "https://m",
        turn_addresses: ["x"],
        n: 1,
      };
      const each = [outputs.turn_url, outputs.media_url];
      expect(serverUrls(topology, () => outputs)).toEqual([...each, ...each]);
    }
  });

  it("is named when a layer was applied by an older release", () => {
    const [topology] = topologies.filter(({ azure }) => azure);
    expect(() => topology && regionTargets(topology, () => ({}))).toThrow(/^no output page_url: apply the layer/);
  });
});
