export const license = "arn:aws:secretsmanager:us-west-2:123456789012:secret:openvidu-license-AbCdEf";
const installer = { masterSha256: "0".repeat(64), mediaSha256: "1".repeat(64) };
export const software = { version: "3.2.0", installer, license: { secretArn: license } };

/** A good environment of OpenVidu with some fields of its part on AWS replaced. */
export const openvidu = (fields: object) => ({
  aws: {
    topology: "openvidu-ha",
    regions: { "eu-west-1": undefined, "us-west-2": { zones: 4 } },
    turn: undefined,
    media: { engine: undefined, nodes: { min: 1, max: 2 } },
    openvidu: software,
    ...fields,
  },
});
export const withSoftware = (fields: object) => openvidu({ openvidu: { ...software, ...fields } });
export const withInstaller = (fields: object) => withSoftware({ installer: { ...installer, ...fields } });
export const withMedia = (fields: object) => openvidu({ media: { engine: undefined, ...fields } });
export const withVolumes = (fields: object) => openvidu({ masters: { volumes: fields } });

const zones = ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"];
const subnets = (first: string) =>
  Object.fromEntries(zones.map((zone, index) => [zone, `subnet-${first}${index}234567`]));
export const vpc = { id: "vpc-0123456789abcdef0", masterSubnets: subnets("a"), mediaSubnets: subnets("b") };
export const withVpc = (fields: object) => openvidu({ vpc: { ...vpc, ...fields } });
