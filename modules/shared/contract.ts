import { TerraformOutput, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { readState } from "./backend";
import type { StackIdentity } from "./stack-identity";

/** Kinds of value that one state may hand to another: scalars and lists of text, never a secret. */
export type ContractShape = Readonly<Record<string, "string" | "list">>;

/** Values of a contract: tokens or literals. */
export type ContractValues<Shape extends ContractShape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends "list" ? string[] : string;
};

/** What one layer promises to another, by name and version. Raise the version when a value changes its meaning or goes. */
export interface Contract<Shape extends ContractShape> {
  /** Layer that publishes it, such as `aws-network`. */
  readonly name: string;
  readonly version: number;
  readonly shape: Shape;
}

const versionOutput = "contract_version";

/** Declares a contract. */
export function defineContract<Shape extends ContractShape>(
  name: string,
  version: number,
  shape: Shape,
): Contract<Shape> {
  return { name, version, shape };
}

/** Publishes the values of a contract as outputs of a stack. Output names are the keys in snake case and do not change with resources. */
export function publishContract<Shape extends ContractShape>(
  stack: TerraformStack,
  contract: Contract<Shape>,
  values: ContractValues<Shape>,
): void {
  output(stack, versionOutput, contract.version, `Version of the contract ${contract.name}.`);
  for (const key of Object.keys(contract.shape)) {
    output(stack, snakeCase(key), values[key], `Part of the contract ${contract.name}.`);
  }
}

/**
 * Reads the values of a contract from the state of `publisher`. A state that was not applied, another version or a
 * missing value stops the plan with a sentence that says what to apply first.
 */
export function readContract<Shape extends ContractShape>(
  scope: Construct,
  id: string,
  contract: Contract<Shape>,
  publisher: StackIdentity,
): ContractValues<Shape> {
  const state = readState(scope, id, publisher.backend);
  const names = Object.keys(contract.shape).map(snakeCase);
  const neverApplied = `${publisher.id} has no state yet. Apply ${publisher.id} first.`;
  // Terraform's own "Unable to find remote state" names no stack, but quotes the line of the workspace: it carries the sentence.
  state.addOverride("workspace", `\${try("default", "${neverApplied}")}`);
  state.addOverride("lifecycle", {
    ...(publisher.backend.kind === "local" && {
      precondition: [
        { condition: `\${fileexists("\${path.module}/${publisher.backend.path}")}`, error_message: neverApplied },
      ],
    }),
    postcondition: [
      {
        condition: `\${try(tonumber(self.outputs.${versionOutput}), 0) == ${contract.version}}`,
        error_message: `${publisher.id} does not publish version ${contract.version} of the contract ${contract.name} (found: \${try(self.outputs.${versionOutput}, "none")}). Apply ${publisher.id} from the same release first.`,
      },
      {
        condition: `\${length(setsubtract(${JSON.stringify(names)}, keys(self.outputs))) == 0}`,
        error_message: `${publisher.id} lacks outputs of the contract ${contract.name}: \${join(", ", setsubtract(${JSON.stringify(names)}, keys(self.outputs)))}. Apply ${publisher.id} first.`,
      },
    ],
  });
  const read = (key: string, kind: "string" | "list"): string | string[] =>
    kind === "list" ? state.getList(snakeCase(key)) : state.getString(snakeCase(key));
  return Object.fromEntries(
    Object.entries(contract.shape).map(([key, kind]) => [key, read(key, kind)]),
  ) as ContractValues<Shape>;
}

function output(stack: TerraformStack, name: string, value: unknown, description: string): void {
  new TerraformOutput(stack, name, { value, description, staticId: true });
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
