import type { TurnFleetPlan } from "../environment/topology";
import type { NodeContext } from "./node-context";
import { turnParameters } from "./parameters";
import { RenderError } from "./render-error";
import { localPorts } from "./system/sysctl";
import { fillTemplate, readTemplate } from "./template";
import { ubuntuArchive } from "./ubuntu";

/** What the first boot of a TURN node on Azure needs to know; texts may be Terraform expressions. A secret's name may be in it. */
export interface AzureUserDataInput {
  readonly context: NodeContext;
  readonly plan: TurnFleetPlan;
  readonly address: { readonly private: string; readonly public: string; readonly hostname: string };
  /** Client id of the identity that the machine carries. */
  readonly identityClientId: string;
  readonly vaultUri: string;
  /** Name of the shared secret in the vault. */
  readonly secretName: string;
  /** Name of the certificate in the vault. @default none */
  readonly certificate?: string;
  readonly bundle: { readonly url: string; readonly sha256: string };
}

/** Most that Azure takes as custom data, in bytes before base64 (Azure documentation, custom data). */
const maximumBytes = 65_535;

/** Where secrets lie on the node: memory. */
const secretDirectory = "/run/webrtc-azure";

/** Cloud-config of a TURN node on Azure. The bundle that it applies is the one that nodes on AWS apply. */
export function azureUserData(input: AzureUserDataInput): string {
  const local = localPorts(input.plan.relay);
  const text = fillTemplate("azure/cloud-init.yaml", {
    local_from: local.from,
    local_to: local.to,
    archive: ubuntuArchive,
    parameters: block(JSON.stringify(parameters(input), null, 1)),
    azure: block(JSON.stringify(settings(input), null, 1)),
    script: block(readTemplate("azure/webrtc-azure.py")),
  });
  const bytes = Buffer.byteLength(text);
  if (bytes > maximumBytes) {
    throw new RenderError("custom data", "script", bytes, `Azure takes at most ${maximumBytes} bytes.`, "Shorten it.");
  }
  return text;
}

/** As on AWS, but for the cloud: the address and the secrets are given, and no Auto Scaling group asks for anything. */
function parameters({ plan, context, address, certificate }: AzureUserDataInput): object {
  const common = turnParameters(plan, context, {
    launchingHook: "",
    terminatingHook: "",
    logGroup: "",
    turnSecret: "",
  });
  return {
    ...Object.fromEntries(Object.entries(common).filter(([key]) => !ofAutoScaling.includes(key))),
    platform: "given",
    address: { ...address, cloud: "azure" },
    secrets: { turn: `${secretDirectory}/turn-secret` },
    certificate: certificate === undefined ? { kind: "none" } : { kind: "files", directory: `${secretDirectory}/tls` },
  };
}

const ofAutoScaling = ["launchingHook", "terminatingHook", "autoScalingGroup", "addressPool", "logGroup"];

function settings(input: AzureUserDataInput): object {
  return {
    clientId: input.identityClientId,
    vault: input.vaultUri,
    secret: input.secretName,
    ...(input.certificate !== undefined && { certificate: input.certificate }),
    bundle: input.bundle.url,
    sha256: input.bundle.sha256,
  };
}

/** Fits text into a block of YAML. */
function block(text: string): string {
  return text.trimEnd().replaceAll("\n", "\n      ");
}
