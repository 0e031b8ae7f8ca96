import * as v from "valibot";
import type { Environment } from "../input/environment";
import type { Finding } from "../problem";
import { environmentSchema } from "./environment";
import { isWithin, showPath } from "./field-path";
import { type Mended, mend } from "./mend";
import { copyPlainData } from "./plain-data";
import { isUnknownField, pathOf, type ShapeIssue } from "./shape-issue";
import type { Which } from "./stand-in";

/** What could be read of a file's value. */
export interface ReadShape {
  /** What is wrong with the shape. */
  readonly findings: readonly Finding[];
  /** The environment, with values that fit in the place of those that are wrong; absent where too little is left to go on. */
  readonly environment?: Environment;
  /** Fields whose values were replaced because they are wrong: later checks say nothing about them. */
  readonly replaced: readonly string[];
}

/** Each round mends faulty fields, and files are not this deep. */
const mostRounds = 50;

/**
 * Reads a value as an environment. A field that is wrong is reported, and a value that fits takes its place: what is left is read
 * again, so that a misspelt name does not hide the contradictions in the rest of the file, and nothing is said to be missing that
 * is there and wrong.
 */
export function readShape(value: unknown, which: Which = 0): ReadShape {
  const plain = copyPlainData(value);
  const findings: Finding[] = [...plain.findings];
  const unreadable = plain.findings.map(({ path }) => path);
  if (unreadable.includes("")) {
    return { findings, replaced: [] };
  }
  let mended: Mended = { root: plain.value, fields: [] };
  for (let round = 0; round < mostRounds; round++) {
    const result = v.safeParse(environmentSchema, mended.root);
    if (result.success) {
      return { findings, replaced: [...unreadable, ...mended.fields], environment: result.output };
    }
    const { issues } = result;
    // Unknown names first: the field that one of them means is then not missing.
    const named = issues.filter(isUnknownField).reduce((before, issue) => mend(before, issue, which), mended);
    const earlier = mended.fields;
    findings.push(
      ...issues
        .map((issue) => ({
          finding: findingOf(issue),
          known: [...unreadable, ...(isUnknownField(issue) ? earlier : named.fields)],
        }))
        .filter(({ finding, known }) => !known.some((field) => isWithin(finding.path, field)))
        .map(({ finding }) => finding),
    );
    mended = issues
      .filter((issue) => !isUnknownField(issue) && !named.fields.includes(showPath(pathOf(issue))))
      .reduce((before, issue) => mend(before, issue, which), named);
    if (mended.root === undefined) {
      break;
    }
  }
  return { findings, replaced: mended.fields };
}

function findingOf(issue: ShapeIssue): Finding {
  const [rule = "", remedy] = issue.message.split("\n");
  return {
    path: showPath(pathOf(issue)),
    // An unknown field's value says nothing: its name is the problem.
    ...(!isUnknownField(issue) && { value: issue.path ? issue.path.at(-1)?.value : issue.input }),
    rule,
    ...(remedy !== undefined && { remedy }),
  };
}
