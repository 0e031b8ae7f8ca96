import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { EmulatedEnvironment } from "../../../cli/emulator/emulated-environment";
import { runProgram } from "../../../cli/emulator/run-program";
import { askedOperations, refusedOperations } from "./helpers/refused-operations";

const app = "credentials-aws-eu-west-1-app";

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Environment variables that Terraform gave the function, from its state. */
async function functionSettings(environment: EmulatedEnvironment): Promise<Record<string, string>> {
  const state: {
    readonly resources: readonly {
      readonly type: string;
      readonly instances: readonly {
        readonly attributes: { readonly environment?: readonly { readonly variables: Record<string, string> }[] };
      }[];
    }[];
  } = JSON.parse(await environment.workspace.terraform(app).state());
  const found = state.resources.find(({ type }) => type === "aws_lambda_function");
  return found?.instances[0]?.attributes.environment?.[0]?.variables ?? {};
}

/** Somebody who calls, and the address that API Gateway sees. */
interface Caller {
  readonly sub: string;
  readonly sourceIp: string;
}

/** Answers of the package that was deployed, run in a process of its own with the settings that it was given, to calls of these users. */
async function callFunction(
  environment: EmulatedEnvironment,
  settings: Record<string, string>,
  callers: readonly Caller[],
): Promise<readonly Answer[]> {
  const directory = mkdtempSync(join(tmpdir(), "webrtc-function-"));
  const archive = readFileSync(join(environment.workspace.stackDirectory(app), "assets/turn-credentials.zip"));
  for (const [path, content] of Object.entries(unzipSync(archive))) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  const events = callers.map(({ sub, sourceIp }) => ({
    headers: { "content-type": "application/json" },
    body: "{}",
    requestContext: { authorizer: { jwt: { claims: { sub } } }, http: { sourceIp } },
  }));
  const program = `
    console.log = () => {}; // its metrics, while the answers go to standard output
    const { handler } = require("./index.js");
    (async () => {
      const answers = [];
      for (const event of ${JSON.stringify(events)}) answers.push(await handler(event));
      process.stdout.write(JSON.stringify(answers));
    })();`;
  const { code, output } = await runProgram(process.execPath, ["--no-warnings", "--eval", program], {
    directory,
    environment: { ...environment.workspace.environment, AWS_REGION: "eu-west-1", ...settings },
    remedy: "npm ci",
  });
  if (code !== 0) {
    throw new Error(output);
  }
  return JSON.parse(output);
}

describe("the credential API on the emulator", () => {
  let started: EmulatedEnvironment | undefined;
  const environment = (): EmulatedEnvironment => {
    if (started === undefined) {
      throw new Error("the environment did not start");
    }
    return started;
  };

  afterAll(() => {
    started?.stop();
  });

  it("is applied, and a second plan finds nothing to change", async () => {
    process.env["WEBRTC_ENV_DIR"] = join(__dirname, "../../fixtures/credentials-environments");
    started = await EmulatedEnvironment.start(
      "credentials",
      mkdtempSync(join(tmpdir(), "webrtc-credentials-")),
      (line) => {
        process.stderr.write(`  ${line}\n`);
      },
    );
    await environment().apply();
    expect(await environment().changes()).toEqual({});
  });

  it("says where it is", async () => {
    expect((await environment().workspace.terraform(app).outputs())["credentials_url"]).toMatch(
      /^https:\/\/.+\/turn-credentials$/,
    );
  });

  it("gives a credential that the nodes of the region accept: signed with the secret that they read", async () => {
    const settings = await functionSettings(environment());
    const [answer] = await callFunction(environment(), settings, [{ sub: "alice", sourceIp: "203.0.113.7" }]);
    expect(answer).toMatchObject({ statusCode: 200, headers: { "cache-control": "no-store" } });
    const { iceServers }: { iceServers: readonly { urls: string[]; username: string; credential: string }[] } =
      JSON.parse(answer?.body ?? "{}");
    const [server] = iceServers;
    const secrets = await environment().cloud.secretValues();
    const [secret] = Object.entries(secrets).flatMap(([name, value]) => (name.includes("turn") ? [value] : []));
    expect(server?.credential).toBe(
      createHmac("sha1", secret ?? "")
        .update(server?.username ?? "")
        .digest("base64"),
    );
    expect(server?.urls).toContain("turn:turn.eu-west-1.credentials.example.org:3478?transport=udp");
  });

  it("refuses beyond the share of an address and beyond the cap of a day, counted in the table that was made for it", async () => {
    const settings = { ...(await functionSettings(environment())), TURN_DAILY_CAP: "50" };
    const callers = Array.from({ length: 51 }, (_, n) => ({ sub: `user-${n}`, sourceIp: `198.${n}.100.7` }));
    // Alice's address has had its share; that leaves 49 for others.
    const [again, ...answers] = await callFunction(environment(), settings, [
      { sub: "bob", sourceIp: "203.0.113.7" },
      ...callers,
    ]);
    expect(again?.statusCode).toBe(429);
    // The API is out of credentials, it is not the caller who asked too often.
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array.from({ length: 49 }, () => 200), 503, 503]);
    expect(Number(answers.at(-1)?.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("keeps no secret in its settings", async () => {
    const settings = JSON.stringify(await functionSettings(environment()));
    const leaked = Object.values(await environment().cloud.secretValues()).filter((value) => settings.includes(value));
    expect(leaked).toEqual([]);
  });

  it("is destroyed and leaves nothing behind", async () => {
    await environment().destroy();
    expect(await environment().cloud.inventory()).toEqual([]);
  });

  it("asked AWS for nothing that the role of a pipeline may not do", () => {
    expect(askedOperations(environment()).length).toBeGreaterThan(100);
    expect(refusedOperations(environment())).toEqual([]);
  });
});
