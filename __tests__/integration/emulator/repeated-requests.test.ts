import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Emulator } from "../../../cli/emulator/emulator";

/** A client drops a connection now and then although its request was served, and then sends it again. */
describe("a request that its client repeats", () => {
  let emulator: Emulator | undefined;

  beforeAll(async () => {
    emulator = await Emulator.start(join(mkdtempSync(join(tmpdir(), "webrtc-repeated-")), "emulator.log"));
  });
  afterAll(() => {
    emulator?.stop();
  });

  /** Status and text of EC2's answer to one attempt of a call. */
  async function attempt(call: string, query: string): Promise<{ readonly status: number; readonly text: string }> {
    const answer = await fetch(emulator?.url ?? "", {
      method: "POST",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/ec2/aws4_request, Signature=none",
        "Amz-Sdk-Invocation-Id": call,
      },
      body: `Version=2016-11-15&${query}`,
    });
    return { status: answer.status, text: await answer.text() };
  }

  const created = (text: string): string => /<vpcId>(vpc-\w+)<\/vpcId>/.exec(text)?.[1] ?? "";
  const create = "Action=CreateVpc&CidrBlock=10.0.0.0/16";

  it("waits for the first attempt where that is still being served", async () => {
    // The first request of a service waits until its emulation is loaded, a second: all four are there before one is answered.
    const made = await Promise.all([1, 2, 3, 4].map(() => attempt("four", create)));
    expect(new Set(made.map(({ text }) => created(text))).size).toBe(1);
    expect(created((await attempt("five", create)).text)).not.toBe(created(made[0]?.text ?? ""));
  });

  it("gets the answer of the first attempt and is not served again", async () => {
    const first = await attempt("one", create);
    expect(created(first.text)).toMatch(/^vpc-/);
    expect(await attempt("one", create)).toEqual(first);
    const remove = `Action=DeleteVpc&VpcId=${created(first.text)}`;
    expect((await attempt("two", remove)).status).toBe(200);
    expect((await attempt("two", remove)).status).toBe(200);
    expect((await attempt("three", remove)).status).toBe(400);
  });

  it("is served again after a refusal", async () => {
    const group = "GroupName=turn&GroupDescription=turn";
    expect((await attempt("six", `Action=DeleteSecurityGroup&${group}`)).status).toBe(400);
    expect((await attempt("seven", `Action=CreateSecurityGroup&${group}`)).status).toBe(200);
    expect((await attempt("six", `Action=DeleteSecurityGroup&${group}`)).status).toBe(200);
  });
});
