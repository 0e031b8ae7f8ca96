import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { addStackFile, writeWithStack } from "../../modules/shared/stack-file";

describe("a file beside a stack's JSON", () => {
  const outdir = mkdtempSync(join(tmpdir(), "stack-file-"));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  it("is written with the stack and not before", () => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "stack");
    const path = addStackFile(stack, "bundle.tar.gz", Buffer.from("bundle"));
    writeWithStack(stack, "versions.tf", "text\n");
    const directory = join(outdir, "stacks", "stack");

    expect(path).toBe("${path.module}/assets/bundle.tar.gz");
    expect(existsSync(directory)).toBe(false);
    app.synth();
    expect(readFileSync(join(directory, "assets/bundle.tar.gz"), "utf8")).toBe("bundle");
    expect(readFileSync(join(directory, "versions.tf"), "utf8")).toBe("text\n");
    expect(existsSync(join(directory, "cdk.tf.json"))).toBe(true);
  });
});
