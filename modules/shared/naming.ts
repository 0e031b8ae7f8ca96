import { createHash } from "node:crypto";

/**
 * What each cloud accepts as a name. Lengths and character sets are the services' documented limits;
 * the shortest of the resources that share a kind wins.
 */
const rules = {
  /** Names with a generous limit and a plain character set: log groups, topics, rules, identities. */
  general: { maxLength: 64, alphabet: /[^a-z0-9-]/g, separator: "-" },
  /** ELBv2 load balancers and target groups: 32, alphanumeric and hyphens (Elastic Load Balancing API reference). */
  awsLoadBalancer: { maxLength: 32, alphabet: /[^a-z0-9-]/g, separator: "-" },
  /** Auto Scaling groups and launch templates: 128 (EC2 API reference, CreateLaunchTemplate). */
  awsFleet: { maxLength: 128, alphabet: /[^a-z0-9-]/g, separator: "-" },
  /** ElastiCache replication groups: 40 (ElastiCache API reference, CreateReplicationGroup). */
  awsReplicationGroup: { maxLength: 40, alphabet: /[^a-z0-9-]/g, separator: "-" },
  /** IAM roles and instance profiles: 64 (IAM quotas). */
  awsIamRole: { maxLength: 64, alphabet: /[^a-z0-9-]/g, separator: "-" },
  /** S3 buckets: 63 in all; 13 are kept for the account id that makes them globally unique. */
  awsBucketPrefix: { maxLength: 50, alphabet: /[^a-z0-9-]/g, separator: "-" },
  /** Azure Static Web Apps: 60 (schema of the provider). */
  azurePage: { maxLength: 60, alphabet: /[^a-z0-9-]/g, separator: "-" },
  /** Azure storage accounts: 24, lower-case letters and digits; 6 are kept for the random suffix. */
  azureStorageAccountPrefix: { maxLength: 18, alphabet: /[^a-z0-9]/g, separator: "" },
  /** Azure Key Vaults: 24, letters, digits, hyphens; 7 are kept for the random suffix with its hyphen. */
  azureKeyVaultPrefix: { maxLength: 17, alphabet: /[^a-z0-9-]/g, separator: "-" },
  /** Azure SignalR, Functions, Static Web Apps, SQL servers: 63/60/60/63; 7 are kept for the suffix. */
  azureGlobalPrefix: { maxLength: 53, alphabet: /[^a-z0-9-]/g, separator: "-" },
} as const;

/** Words that a cloud keeps for itself, so that no name may begin with them, or hold them anywhere. */
const reserved = [
  {
    cloud: "aws",
    begins: "internal-",
    of: "names of load balancers (Elastic Load Balancing API reference, CreateLoadBalancer)",
  },
  { cloud: "aws", begins: "sg-", of: "names of security groups (EC2 API reference, CreateSecurityGroup)" },
  { cloud: "aws", begins: "sthree-", of: "names of buckets (S3 User Guide, bucket naming rules)" },
  { cloud: "aws", begins: "amzn-s3-demo-", of: "names of buckets (S3 User Guide, bucket naming rules)" },
  { cloud: "azure", holds: "microsoft", of: "names with a public endpoint (Azure, reserved resource names)" },
  { cloud: "azure", holds: "windows", of: "names with a public endpoint (Azure, reserved resource names)" },
] as const;

/**
 * The words that a cloud keeps for itself which names of an environment would begin with or hold. Names of storage accounts leave the
 * hyphens out.
 */
export function reservedWords(cloud: "aws" | "azure", environment: string): readonly { word: string; of: string }[] {
  return reserved
    .filter((rule) => rule.cloud === cloud)
    .flatMap((rule) => {
      const found =
        "begins" in rule
          ? `${environment}-`.startsWith(rule.begins)
          : environment.replaceAll("-", "").includes(rule.holds);
      return found ? [{ word: "begins" in rule ? rule.begins : rule.holds, of: rule.of }] : [];
    });
}

/** Kinds of resource that have a naming rule of their own. */
export type NameKind = keyof typeof rules;

/** Longest name that `resourceName` returns for a kind, in characters. */
export function maximumNameLength(kind: NameKind): number {
  return rules[kind].maxLength;
}

/**
 * Name of a resource from its parts (environment, region, role …), valid for its kind.
 *
 * A name that fits is its parts joined; a longer one is cut and ends in five hexadecimal digits of a hash of the whole,
 * so that two long names never collide by truncation.
 *
 * @throws RangeError if nothing that the kind accepts is left of the parts.
 */
export function resourceName(kind: NameKind, ...parts: readonly string[]): string {
  const rule = rules[kind];
  const joined = parts
    .map((part) => part.toLowerCase().replace(rule.alphabet, rule.separator))
    .filter((part) => part.length > 0)
    .join(rule.separator)
    .replace(/-{2,}/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  if (joined.length === 0) {
    throw new RangeError(
      `no valid ${kind} name can be made of ${JSON.stringify(parts)}: it has to start with a letter`,
    );
  }
  if (joined.length <= rule.maxLength) {
    return joined;
  }
  const hash = createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 5);
  const room = rule.maxLength - hash.length - rule.separator.length;
  return `${joined.slice(0, room).replace(/-+$/, "")}${rule.separator}${hash}`;
}
