import fc from "fast-check";
import { maximumNameLength, type NameKind, resourceName } from "../../modules/shared/naming";

const kinds: readonly NameKind[] = [
  "general",
  "awsLoadBalancer",
  "awsFleet",
  "awsIamRole",
  "awsBucketPrefix",
  "azureStorageAccountPrefix",
  "azureKeyVaultPrefix",
  "azureGlobalPrefix",
];
const part = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `x${text}`);
const parts = fc.array(part, { minLength: 1, maxLength: 5 });

describe.each(kinds)("names of kind %s", (kind) => {
  it("never exceed the kind's limit", () => {
    fc.assert(fc.property(parts, (given) => resourceName(kind, ...given).length <= maximumNameLength(kind)));
  });

  it("hold only what the kind accepts, start with a letter and end in a letter or digit", () => {
    const alphabet = kind === "azureStorageAccountPrefix" ? /^[a-z][a-z0-9]*$/ : /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
    fc.assert(fc.property(parts, (given) => alphabet.test(resourceName(kind, ...given))));
  });

  it("are the same every time", () => {
    fc.assert(fc.property(parts, (given) => new Set([1, 2].map(() => resourceName(kind, ...given))).size === 1));
  });

  it("stay apart where the limit cuts them", () => {
    const long = "x".repeat(maximumNameLength(kind));
    expect(resourceName(kind, long, "a")).not.toBe(resourceName(kind, long, "b"));
  });

  it("are not hashed where they fit", () => {
    expect(resourceName(kind, "dev", "turn")).toMatch(/^dev-?turn$/);
  });
});

it("refuses parts of which nothing is left, and says why", () => {
  expect(() => resourceName("general", "1", "-")).toThrow(/it has to start with a letter/);
});
