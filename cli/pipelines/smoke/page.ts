import * as v from "valibot";
import { expectThat, type Finding, look } from "./finding";

const pageConfig = v.object({ endpoints: v.pipe(v.array(v.object({ api: v.string() })), v.minLength(1)) });

/** Whether the page is there, with the headers that it relies on and the file that tells it where its functions are. */
export async function lookAtPage(url: string): Promise<readonly Finding[]> {
  const get = (path: string): Promise<Response> => fetch(new URL(path, url), { signal: AbortSignal.timeout(30_000) });
  return [
    await look("the page is there and says what it may load", async () => {
      const response = await get("/");
      expectThat(response.status === 200, `status ${response.status}`);
      const policy = response.headers.get("content-security-policy") ?? "";
      expectThat(/default-src|script-src/.test(policy), "it has no content security policy");
      expectThat(!/unsafe-inline|unsafe-eval/.test(policy), `its content security policy is open: ${policy}`);
      expectThat(response.headers.get("x-content-type-options") === "nosniff", "x-content-type-options is missing");
    }),
    await look("the page knows where its functions are", async () => {
      const response = await get("/config.json");
      expectThat(response.status === 200, `config.json: status ${response.status}`);
      expectThat(v.is(pageConfig, await response.json()), "config.json names no functions");
    }),
  ];
}
