import type { Finding } from "../../problem";
import { findingIf } from "../check";
import type { OpenviduHaCheck } from "./check";

/** Characters of further flags: what the user data of a master has room for. */
const mostFlagCharacters = 400;

/** Flags of the installer that the project sets itself. */
const ownFlags = [
  "no-tty",
  "install",
  "environment",
  "deployment-type",
  "node-role",
  "external-load-balancer",
  "master-node-private-ip-list",
  "private-ip",
  "openvidu-pro-license",
  "domain-name",
  "turn-domain-name",
  "enabled-modules",
  "rtc-engine",
  "redis-password",
  "mongo-admin-user",
  "mongo-admin-password",
  "mongo-replica-set-key",
  "minio-access-key",
  "minio-secret-key",
  "dashboard-admin-user",
  "dashboard-admin-password",
  "grafana-admin-user",
  "grafana-admin-password",
  "meet-initial-admin-user",
  "meet-initial-admin-password",
  "meet-initial-api-key",
  "livekit-api-key",
  "livekit-api-secret",
];

/** What is installed is pinned, and secrets stay out of the file. */
export const checkOpenviduSoftware: OpenviduHaCheck = ({ openvidu, regions }) => {
  const { installer } = openvidu;
  const [home] = regions;
  return [
    ...findingIf(!/^3\.\d+\.\d+$/.test(openvidu.version), () => ({
      path: "aws.openvidu.version",
      value: openvidu.version,
      rule: "A release of OpenVidu 3 is three numbers; a name such as latest would install something else next week.",
      remedy: 'write for example "3.2.0"',
    })),
    ...digestFindings("aws.openvidu.installer.masterSha256", installer.masterSha256),
    ...digestFindings("aws.openvidu.installer.mediaSha256", installer.mediaSha256),
    ...(installer.from === "vendor"
      ? []
      : [
          ...keyFindings("aws.openvidu.installer.from.masterKey", installer.from.masterKey),
          ...keyFindings("aws.openvidu.installer.from.mediaKey", installer.from.mediaKey),
        ]),
    ...licenseFindings(openvidu.licenseArn, home?.name ?? ""),
    ...findingIf(openvidu.installFlags.join(" ").length > mostFlagCharacters, () => ({
      path: "aws.openvidu.installFlags",
      value: openvidu.installFlags,
      rule: `They are part of the user data, which EC2 limits to 16 KB: ${mostFlagCharacters} characters are kept for them.`,
      remedy: "set fewer",
    })),
    ...openvidu.installFlags.flatMap((flag, index) => flagFindings(`aws.openvidu.installFlags[${index}]`, flag)),
  ];
};

function digestFindings(path: string, digest: string): readonly Finding[] {
  return findingIf(!/^[0-9a-f]{64}$/.test(digest), () => ({
    path,
    value: digest,
    rule: "A SHA-256 digest is 64 hexadecimal digits, in lower case.",
    remedy: "download the installer of the release, read it, and take what sha256sum prints",
  }));
}

function keyFindings(path: string, key: string): readonly Finding[] {
  return findingIf(!/^[\w.-]+(?:\/[\w.-]+)*$/.test(key), () => ({
    path,
    value: key,
    rule: "A key is a path of letters, digits and . _ -, without a slash at either end.",
    remedy: 'write for example "openvidu/3.2.0/install_ov_master_node.sh"',
  }));
}

function licenseFindings(arn: string, region: string): readonly Finding[] {
  const path = "aws.openvidu.license.secretArn";
  const parts = /^arn:aws[a-z-]*:secretsmanager:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:secret:[\w/+=.@-]+$/.exec(arn);
  return parts
    ? findingIf(region !== "" && parts[1] !== region, () => ({
        path,
        value: arn,
        rule: `The secret is in ${parts[1]}; the masters read it in ${region}.`,
        remedy: `replicate it to ${region}, or make it there`,
      }))
    : [
        {
          path,
          rule: "Not the ARN of a secret in Secrets Manager. The key itself never stands in this file.",
          remedy: "put the key into a secret, and write arn:aws:secretsmanager:<region>:<account>:secret:<name>",
        },
      ];
}

function flagFindings(path: string, flag: string): readonly Finding[] {
  const name = /^--([a-z0-9-]+)(?:=[\w./:,@+-]*)?$/.exec(flag)?.[1];
  if (name === undefined) {
    return [
      {
        path,
        value: flag,
        rule: "A flag begins with two hyphens; its value has letters, digits and . / : , @ + _ - alone.",
        remedy: 'write for example "--enable-feature" or "--level=2"',
      },
    ];
  }
  return findingIf(ownFlags.includes(name), () => ({
    path,
    value: flag,
    rule: `The flag --${name} is set by the project.`,
    remedy: "use the field for it; docs/openvidu-ha.md lists them",
  }));
}
