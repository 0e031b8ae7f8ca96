import { type App, Fn, TerraformLocal, TerraformStack, Token } from "cdktf";
import fc from "fast-check";
import { renderForTerraform } from "../../modules/shared/terraform-template";
import { synthStack } from "../helpers/synth";

const token = Fn.join("-", ["a", "b"]);

/** What Terraform makes of text without values in it: the escapes are undone, an open brace would begin an expression. */
function readByTerraform(text: string): string {
  return text.replaceAll(/(\$\$|%%|\$|%)\{/g, (opening) => {
    if (opening.length === 2) {
      throw new Error(`an expression begins in ${text}`);
    }
    return opening.slice(1);
  });
}

describe("text for Terraform", () => {
  it("keeps a script's own braces from Terraform, whatever the script", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "x") }), (script) => {
        const rendered = renderForTerraform({}, () => script);
        expect(readByTerraform(rendered)).toBe(script);
      }),
    );
  });

  it("keeps Terraform's values for Terraform", () => {
    const built = synthStack((app: App) => {
      const stack = new TerraformStack(app, "only");
      new TerraformLocal(
        stack,
        "text",
        renderForTerraform({ name: token }, ({ name }) => `echo "\${HOME}" ${name}`),
      );
      return stack;
    });
    expect(built.json["locals"]).toEqual({ text: 'echo "$${HOME}" ${join("-", ["a", "b"])}' });
  });

  it("shows the renderer no token, at whatever depth", () => {
    renderForTerraform({ list: [{ name: token }] }, ({ list }) => {
      expect(Token.isUnresolved(list)).toBe(false);
      return "";
    });
  });

  it("lets the renderer measure a value that is not known yet as one of 128 characters", () => {
    renderForTerraform({ name: token }, ({ name }) => {
      expect(name).toHaveLength(128);
      return name;
    });
  });

  it("passes plain values as they are", () => {
    expect(renderForTerraform({ name: "x", count: 3 }, (values) => JSON.stringify(values))).toBe(
      '{"name":"x","count":3}',
    );
  });
});
