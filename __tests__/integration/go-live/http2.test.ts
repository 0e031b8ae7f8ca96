import { mkdtempSync, renameSync } from "node:fs";
import { type ClientHttp2Session, connect } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "../../../cli/dev-web/certificate";
import { BodilessService } from "./support/bodiless-service";
import { roomToken } from "./support/bootstrap-service";
import { type Front, startHaproxy } from "./support/fronts";
import { type Instance, startInstances } from "./support/instances";
import { pause } from "./support/programs";

const bootstrap = "/api/bootstrap";
const page = "/web/index.html";

let instances: readonly Instance[] = [];
let service: BodilessService;
let front: Front;
let session: ClientHttp2Session;

beforeAll(async () => {
  [instances, service] = await Promise.all([startInstances(1), BodilessService.start()]);
  const { certificate, key } = makeCertificate(mkdtempSync(join(tmpdir(), "go-live-tls-")));
  // HAProxy looks for the key there.
  renameSync(key, `${certificate}.key`);
  front = await startHaproxy(instances, [], service.endpoint, { certificate, key: `${certificate}.key` });
  session = connect(`https://127.0.0.1:${front.port}`, { rejectUnauthorized: false });
});

afterAll(async () => {
  session.destroy();
  await Promise.all([front.stop(), ...[...instances, service].map((running) => running.kill())]);
});

/** Status and body of an answer; parts of the request's body are sent one after another. */
async function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  parts: readonly string[] = [],
): Promise<{ readonly status: number; readonly body: string }> {
  const stream = session.request({ ":method": method, ":path": path, ...headers }, { endStream: parts.length === 0 });
  const answered = new Promise<{ readonly status: number; readonly body: string }>((resolve, reject) => {
    let [status, body] = [0, ""];
    stream.setEncoding("utf8");
    stream.on("response", (lines) => {
      status = lines[":status"] ?? 0;
    });
    stream.on("data", (text: string) => {
      body += text;
    });
    stream.on("end", () => resolve({ status, body }));
    stream.on("error", reject);
  });
  for (const [index, part] of parts.entries()) {
    await pause(index * 100);
    stream.write(part);
  }
  stream.end();
  return answered;
}

// What HTTP/1.1 says by a header, HTTP/2 says by frames: a body needs neither a length nor chunks.
describe.each([bootstrap, page])("HAProxy in HTTP/2 at %s", (path) => {
  const smuggled = "GET /nothing HTTP/1.1\r\nX-Swallowed: ";

  it.each([
    ["without a length", {}, [smuggled]],
    ["with a length", { "content-length": String(smuggled.length) }, [smuggled]],
    ["in parts", {}, [smuggled.slice(0, 9), smuggled.slice(9)]],
  ] as const)("refuses a body, and the next one gets the own answer: %s", async (_, headers, parts) => {
    expect((await ask("GET", path, headers, parts)).status).toBe(400);
    for (let client = 0; client < 3; client += 1) {
      expect(await ask("GET", bootstrap, roomToken)).toMatchObject({
        status: 200,
        body: expect.stringContaining("username"),
      });
    }
  });
});

it("HAProxy in HTTP/2 lets through what is open, and nothing else", async () => {
  const statuses = async (asked: readonly (readonly [string, string])[]) => {
    const answers: number[] = [];
    for (const [method, path] of asked) {
      answers.push((await ask(method, path)).status);
    }
    return answers;
  };
  expect(
    await statuses([
      ["GET", bootstrap],
      ["OPTIONS", bootstrap],
      ["GET", page],
      ["HEAD", page],
    ]),
  ).toEqual([200, 200, 200, 200]);
  expect(
    await statuses([
      ["GET", "/records/"],
      ["GET", "/records/%2e%2e/"],
      ["GET", "/web/..%2frecords/"],
      ["POST", "/api/whip/publish/room%0a"],
      ["POST", bootstrap],
    ]),
  ).toEqual([404, 404, 404, 404, 405]);
});
