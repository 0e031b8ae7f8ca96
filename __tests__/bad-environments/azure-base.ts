import { readFileSync } from "node:fs";
import { join } from "node:path";

const base = { topology: "serverless", tier: "standard", regions: ["westeurope"], turn: "metered" };

/** A part on Azure with a change laid over it. */
export const azure = (change: object) => ({ azure: { ...base, ...change } });

/** A key that Azure takes: the one of the environment that stretches every option. */
export const sshKey =
  /"(ssh-rsa [^"]+)"/.exec(readFileSync(join(__dirname, "../fixtures/azure-environments/resilient.ts"), "utf8"))?.[1] ??
  "";

/** TURN from machines on Azure. */
export const nodes = (change: object) => azure({ turn: { kind: "azure", sshKey, ...change } });

export const guid = "11111111-1111-4111-8111-111111111111";

/** Functions that hand out credentials of the fleet on AWS. */
export const federation = (change: object, account: object = { account: "123456789012" }) => ({
  aws: account,
  azure: {
    ...base,
    turn: ["aws", "metered"],
    federation: { tenant: guid, audience: "api://webrtc-aws", identities: { westeurope: guid }, ...change },
  },
});
