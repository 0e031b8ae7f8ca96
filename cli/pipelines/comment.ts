import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import * as v from "valibot";

/** Characters that GitHub and Azure DevOps take in a comment, less what stands around the plan. */
export const mostCharacters = 60_000;

type Variables = Readonly<Record<string, string | undefined>>;

/** Shows a plan where people look: in the summary of the run, and on the pull request that brought the change. */
async function main([file]: readonly string[]): Promise<void> {
  if (file === undefined) {
    throw new Error("Usage: comment.ts plan.md");
  }
  const text = readFileSync(file, "utf8");
  showSummary(file, text, process.env);
  const shown = await commentOnPullRequest(shortened(text), process.env);
  console.log(shown ?? "No pull request brought this commit: the plan is in the summary of the run.");
}

/** A comment that fits; the whole plan is in the archive. */
export function shortened(text: string): string {
  const notice = "\n```\n\n</details>\n\nThe rest is in the summary and in the archive of this run.\n";
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - notice.length)}${notice}`;
}

function showSummary(file: string, text: string, variables: Variables): void {
  const summary = variables["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined) {
    appendFileSync(summary, text);
  }
  if (variables["TF_BUILD"] !== undefined) {
    // Azure Pipelines shows no more than it shows of any file.
    writeFileSync(file, text);
    console.log(`##vso[task.uploadsummary]${resolve(file)}`);
  }
}

/** Address of the pull request that was commented on; undefined: there is none. */
export function commentOnPullRequest(text: string, variables: Variables): Promise<string | undefined> {
  return variables["GITHUB_ACTIONS"] !== undefined ? onGithub(text, variables) : onAzureDevops(text, variables);
}

async function onGithub(text: string, variables: Variables): Promise<string | undefined> {
  const api = `${variables["GITHUB_API_URL"]}/repos/${variables["GITHUB_REPOSITORY"]}`;
  const headers = {
    authorization: `Bearer ${variables["GITHUB_TOKEN"]}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  };
  const pulls = v.parse(
    v.array(v.object({ number: v.number() })),
    await json(await fetch(`${api}/commits/${variables["GITHUB_SHA"]}/pulls`, { headers })),
  );
  const [pull] = pulls;
  if (!pull) {
    return undefined;
  }
  const path = `${api}/issues/${pull.number}/comments`;
  await json(await fetch(path, { method: "POST", headers, body: JSON.stringify({ body: text }) }));
  return `Commented on pull request ${pull.number}.`;
}

async function onAzureDevops(text: string, variables: Variables): Promise<string | undefined> {
  if (variables["BUILD_REPOSITORY_PROVIDER"] !== "TfsGit") {
    return undefined;
  }
  const base = `${variables["SYSTEM_COLLECTIONURI"]}${variables["SYSTEM_TEAMPROJECTID"]}/_apis/git/repositories/${variables["BUILD_REPOSITORY_ID"]}`;
  const headers = {
    authorization: `Bearer ${variables["SYSTEM_ACCESSTOKEN"]}`,
    "content-type": "application/json",
  };
  const commit = variables["BUILD_SOURCEVERSION"] ?? "";
  const query = { queries: [{ type: "lastMergeCommit", items: [commit] }] };
  const { results } = v.parse(
    v.object({ results: v.array(v.record(v.string(), v.array(v.object({ pullRequestId: v.number() })))) }),
    await json(
      await fetch(`${base}/pullrequestquery?api-version=7.1`, { method: "POST", headers, body: JSON.stringify(query) }),
    ),
  );
  const pull = results.flatMap((found) => found[commit] ?? [])[0];
  if (!pull) {
    return undefined;
  }
  const thread = { comments: [{ content: text, commentType: "text" }], status: "closed" };
  await json(
    await fetch(`${base}/pullRequests/${pull.pullRequestId}/threads?api-version=7.1`, {
      method: "POST",
      headers,
      body: JSON.stringify(thread),
    }),
  );
  return `Commented on pull request ${pull.pullRequestId}.`;
}

async function json(response: Response): Promise<unknown> {
  if (!response.ok) {
    throw new Error(`${new URL(response.url).pathname}: status ${response.status}`);
  }
  return response.json();
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
