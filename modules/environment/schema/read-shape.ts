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
    // Unknown names first, of which an object names one at a time: the field that one of them means is then not missing.
    const unknown = issues.filter(isUnknownField);
    const fields = [...unreadable, ...mended.fields];
    const said = unknown.length > 0 ? unknown : issues;
    findings.push(...said.map(findingOf).filter(({ path }) => !fields.some((field) => isWithin(path, field))));
    mended = said.reduce((before, issue) => mend(before, issue, which), mended);
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
