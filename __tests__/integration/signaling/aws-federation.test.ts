import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { array, object, parse, string } from "valibot";
import { Browser, type Stand, startStand } from "./stand";

const secretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:webrtc/dev/turn-shared-AbCdEf";
const roleArn = "arn:aws:iam::123456789012:role/signaling";
let cloud: Server;
let stand: Stand;
let awsWorks = true;
/** What the stand-in for AWS was asked. */
const asked: string[] = [];

/** STS and Secrets Manager, as far as the functions use them. */
async function startCloud(): Promise<string> {
  cloud = createServer(async (request, response) => {
    const body = await read(request);
    if (body.includes("Action=AssumeRoleWithWebIdentity")) {
      const form = new URLSearchParams(body);
      asked.push(`${form.get("RoleArn")} with ${form.get("WebIdentityToken")}`);
      response.end(session());
    } else {
      const { SecretId, VersionStage } = JSON.parse(body);
      const keyId = /Credential=(\w+)\//.exec(request.headers.authorization ?? "")?.[1];
      asked.push(`${VersionStage} of ${SecretId} as ${keyId}`);
      response.writeHead(awsWorks ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(awsWorks ? version(VersionStage) : { __type: "AccessDeniedException" }));
    }
  });
  await new Promise<void>((resolve) => cloud.listen(0, "127.0.0.1", resolve));
  const address = cloud.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString();
}

function session(): string {
  const expiry = new Date(Date.now() + 900_000).toISOString();
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>
    <AccessKeyId>ASIALENTKEY</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiry}</Expiration>
    </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
}

/** A secret that was rotated a minute ago. */
function version(stage: string): unknown {
  const age = stage === "AWSCURRENT" ? 60 : 86_400;
  return { SecretString: `value-${stage}`, VersionId: stage, CreatedDate: Date.now() / 1000 - age };
}

beforeAll(async () => {
  const url = await startCloud();
  stand = await startStand({
    AWS_ENDPOINT_URL_STS: url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    TURN_SOURCES: "aws,azure",
    TURN_AWS_ROLE_ARN: roleArn,
    TURN_AWS_FLEETS: JSON.stringify([{ region: "eu-west-1", secretArn, urls: ["turn:turn.example.com:3478"] }]),
  });
});

afterAll(async () => {
  await stand.stop();
  cloud.closeAllConnections();
  cloud.close();
});

const shape = object({
  source: string(),
  iceServers: array(object({ username: string(), credential: string(), urls: array(string()) })),
});

async function credentials(room: string) {
  const [alice, bob] = [await Browser.open(stand), await Browser.open(stand)];
  await alice.post(`rooms/${room}/join`);
  await bob.post(`rooms/${room}/join`);
  const reply = await alice.post(`rooms/${room}/turn-credentials`);
  await Promise.all([alice.close(), bob.close()]);
  return parse(shape, reply.body);
}

it("takes the role with the token of its managed identity, and goes to the next source while AWS refuses the secret", async () => {
  awsWorks = false;
  expect((await credentials("federation-01")).source).toBe("azure");
  expect(asked).toContain(`${roleArn} with local-managed-identity-token`);
  expect(stand.log()).toContain('"event":"turn_source_failed","source":"aws"');
});

it("reads the secret of the fleet on AWS with nothing but its managed identity, and waits until relays have a new value", async () => {
  awsWorks = true;
  asked.splice(0);
  const { source, iceServers } = await credentials("federation-02");
  const [server] = iceServers;
  expect(source).toBe("aws");
  expect(server?.credential).toBe(
    createHmac("sha1", "value-AWSPREVIOUS")
      .update(server?.username ?? "")
      .digest("base64"),
  );
  expect(asked.filter((line) => line.includes(secretArn))).toEqual([
    `AWSCURRENT of ${secretArn} as ASIALENTKEY`,
    `AWSPREVIOUS of ${secretArn} as ASIALENTKEY`,
  ]);
  expect(stand.log()).not.toMatch(/value-AWS|ASIALENTKEY|local-managed-identity-token/);
});
