import { Fn } from "cdktf";
import type { OpenviduAppPlan } from "../../../modules/environment/topology";

/** A value that is printed after an apply. */
interface Output {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** What an operator and an application need to know. The credentials are behind a link and a command, never here. */
export function openviduOutputs(plan: OpenviduAppPlan, bundleSecretArn: string): readonly Output[] {
  const { region } = plan.stack;
  const secretPage = `https://${region}.console.aws.amazon.com/secretsmanager/secret?region=${region}&name=`;
  return [
    { name: "openvidu_url", value: `https://${plan.hostname}/`, description: "OpenVidu, for browsers and OpenVidu 2." },
    { name: "livekit_url", value: `wss://${plan.hostname}/`, description: "Server URL of LiveKit SDKs." },
    ...(plan.turnHostname === undefined
      ? []
      : [
          {
            name: "turns_url",
            value: `turns:${plan.turnHostname}:443?transport=tcp`,
            description: "TURN over TLS; clients learn it from the server.",
          },
        ]),
    {
      name: "ServicesAndCredentials",
      value: `${secretPage}${Fn.urlencode(bundleSecretArn)}`,
      description: "Secret with all URLs and credentials, in the console: choose Retrieve secret value.",
    },
    {
      name: "services_and_credentials_arn",
      value: bundleSecretArn,
      description: "The same secret by its ARN.",
    },
    {
      name: "show_credentials",
      value: `aws secretsmanager get-secret-value --region ${region} --secret-id ${bundleSecretArn} --query SecretString --output text`,
      description: "Command that prints all URLs and credentials.",
    },
  ];
}
