import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type IStackSynthesizer, type ISynthesisSession, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * Lays a file beside the JSON of the construct's stack, and returns its path as Terraform reads it.
 *
 * Nothing is written before the stack itself is, so an environment that fails leaves nothing behind. The name is kept from
 * one content to the next; where a change has to be seen, give its digest to the resource (`source_code_hash`, a key with
 * the digest in it).
 *
 * @param name path below `assets/` in the directory of the stack, such as `secret-rotation.zip`
 */
export function addStackFile(scope: Construct, name: string, bytes: Uint8Array): string {
  const path = `assets/${name}`;
  writeWithStack(TerraformStack.of(scope), path, bytes);
  return `\${path.module}/${path}`;
}

/** Writes a file whenever a stack is written, at a path in the directory of the stack. */
export function writeWithStack(stack: TerraformStack, path: string, content: Uint8Array | string): void {
  stack.synthesizer = new FileSynthesizer(stack, stack.synthesizer, path, content);
}

/** Writes a stack as another synthesizer does, then a file beside it. */
class FileSynthesizer implements IStackSynthesizer {
  constructor(
    private readonly stack: TerraformStack,
    private readonly inner: IStackSynthesizer,
    private readonly path: string,
    private readonly content: Uint8Array | string,
  ) {}

  synthesize(session: ISynthesisSession): void {
    this.inner.synthesize(session);
    const target = join(session.outdir, session.manifest.forStack(this.stack).workingDirectory, this.path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, this.content);
  }
}
