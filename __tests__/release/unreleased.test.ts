import { withField } from "../../cli/release/edit-spec";
import { readUnreleased } from "../../cli/release/unreleased";

const changelog = (unreleased: string) => `# Changelog\n\n## [Unreleased]\n\n${unreleased}\n## [0.1.0]

### Removed from the state

- \`old-network\`: \`aws_eip.old\`
`;

const head = "### Environment files\n\n| environment | field | now | why |\n|---|---|---|---|\n";

it("reads what files have to say and which addresses go, of Unreleased alone", () => {
  expect(
    readUnreleased(
      changelog(
        `${head}| \`least\`, \`own\` | \`aws.regions["eu-west-1"].zones\` | \`2\` | a balancer needs two |
| \`prod\` | \`aws.recordings\` | nothing | nothing filled it |

### Removed from the state

- \`prod-aws-*-network\`: \`aws_s3_bucket.one\`, \`aws_s3_bucket.two\`
`,
      ),
    ),
  ).toEqual({
    edits: [
      { environments: ["least", "own"], field: ["aws", "regions", "eu-west-1", "zones"], value: 2 },
      { environments: ["prod"], field: ["aws", "recordings"] },
    ],
    removals: [{ stack: "prod-aws-*-network", addresses: ["aws_s3_bucket.one", "aws_s3_bucket.two"] }],
  });
});

it.each([
  ["a row without a reason", `${head}| \`least\` | \`aws.zones\` | \`2\` |\n`, "Environment files"],
  [
    "a row whose field is no path",
    `${head}| \`least\` | \`aws/zones\` | \`2\` | because |\n`,
    "is not the path of a field",
  ],
  ["a line without an address", "### Removed from the state\n\n- `prod-network`\n", "Removed from the state"],
])("refuses %s, which no test would hold anybody to", (_, text, message) => {
  expect(() => readUnreleased(changelog(text))).toThrow(message);
});

it("sets, adds and removes a field and leaves the others", () => {
  const spec = { a: { b: 1, c: 2 } };
  expect(withField(spec, ["a", "b"], 3)).toEqual({ a: { b: 3, c: 2 } });
  expect(withField(spec, ["d", "e"], 3)).toEqual({ a: { b: 1, c: 2 }, d: { e: 3 } });
  expect(withField(spec, ["a", "b"], undefined)).toEqual({ a: { c: 2 } });
});
