import { commentOnPullRequest } from "../../../cli/pipelines/comment";
import { LocalServer } from "./local-server";

const servers: LocalServer[] = [];

async function server(answer: Parameters<typeof LocalServer.start>[0]): Promise<LocalServer> {
  const started = await LocalServer.start(answer);
  servers.push(started);
  return started;
}

afterAll(() => Promise.all(servers.map((one) => one.stop())));

function onGithub(url: string): Readonly<Record<string, string>> {
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: "example/webrtc",
    GITHUB_SHA: "abc",
    GITHUB_TOKEN: "token",
  };
}

function onAzureDevops(url: string, provider: string): Readonly<Record<string, string>> {
  return {
    TF_BUILD: "True",
    BUILD_REPOSITORY_PROVIDER: provider,
    BUILD_REPOSITORY_ID: "repository",
    BUILD_SOURCEVERSION: "abc",
    SYSTEM_COLLECTIONURI: `${url}/example/`,
    SYSTEM_TEAMPROJECTID: "project",
    SYSTEM_ACCESSTOKEN: "token",
  };
}

it("shows a plan on the pull request on GitHub that brought the commit", async () => {
  const github = await server((line) => ({ body: line.startsWith("GET") ? [{ number: 7 }] : {} }));
  expect(await commentOnPullRequest("the plan", onGithub(github.url))).toBe("Commented on pull request 7.");
  expect(github.asked).toEqual([
    { line: "GET /repos/example/webrtc/commits/abc/pulls", authorization: "Bearer token", body: "" },
    {
      line: "POST /repos/example/webrtc/issues/7/comments",
      authorization: "Bearer token",
      body: JSON.stringify({ body: "the plan" }),
    },
  ]);
});

it("is content where no pull request brought the commit", async () => {
  const github = await server(() => ({ body: [] }));
  expect(await commentOnPullRequest("the plan", onGithub(github.url))).toBeUndefined();
});

it("fails where it may not comment", async () => {
  const github = await server(() => ({ status: 403 }));
  await expect(commentOnPullRequest("the plan", onGithub(github.url))).rejects.toThrow("status 403");
});

it("shows a plan on the pull request of Azure Repos that was merged into the commit", async () => {
  const devops = await server((line) => ({
    body: line.includes("pullrequestquery") ? { results: [{ abc: [{ pullRequestId: 9 }] }] } : {},
  }));
  expect(await commentOnPullRequest("the plan", onAzureDevops(devops.url, "TfsGit"))).toBe(
    "Commented on pull request 9.",
  );
  expect(devops.asked.map(({ line }) => line)).toEqual([
    "POST /example/project/_apis/git/repositories/repository/pullrequestquery?api-version=7.1",
    "POST /example/project/_apis/git/repositories/repository/pullRequests/9/threads?api-version=7.1",
  ]);
  expect(JSON.parse(devops.asked[1]?.body ?? "")).toMatchObject({ comments: [{ content: "the plan" }] });
});

it("leaves repositories elsewhere to the summary of the run", async () => {
  const devops = await server(() => ({}));
  expect(await commentOnPullRequest("the plan", onAzureDevops(devops.url, "GitHub"))).toBeUndefined();
  expect(devops.asked).toEqual([]);
});
