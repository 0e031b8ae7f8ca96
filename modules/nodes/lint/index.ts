import { basename } from "node:path";
import { lintCoturn } from "./coturn-lint";
import type { Finding } from "./finding";
import { lintJanus } from "./janus-lint";
import { lintKubernetes } from "./kubernetes-lint";

export type { Finding } from "./finding";

/** A file to look at. */
export interface LintInput {
  readonly path: string;
  readonly text: string;
  /** Version of coturn that will read it; absent: the one that the head of a rendered file names. */
  readonly coturnVersion?: string;
  /** Whether the files that it names have to exist on this machine. */
  readonly files: boolean;
}

/** Findings of one rendered file; `.jcfg` is Janus', `.yaml` and `.yml` are Kubernetes', any other coturn's. */
export function lintConfig({ path, text, coturnVersion, files }: LintInput): readonly Finding[] {
  if (path.endsWith(".jcfg")) {
    return lintJanus(basename(path), text);
  }
  if (/\.ya?ml$/.test(path)) {
    return lintKubernetes(text);
  }
  const version = coturnVersion ?? namedVersion(text);
  return version === undefined
    ? [{ line: 0, message: "no version of coturn is named; give --coturn VERSION." }]
    : lintCoturn(text, { version, files });
}

/** Version of coturn that the head of a rendered file names. */
export function namedVersion(text: string): string | undefined {
  return /^# coturn (\d[\d.]*\d)/.exec(text)?.[1];
}
