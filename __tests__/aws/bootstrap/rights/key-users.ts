import type { Arguments, SynthesizedStack } from "../../../helpers/synth-environments";

/** Service that uses the data key for a resource of a type, and whether it works by a grant on the key. */
const services: Readonly<Record<string, { readonly service: string; readonly grants: boolean }>> = {
  aws_ebs_volume: { service: "ec2", grants: true },
  aws_elasticache_replication_group: { service: "elasticache", grants: true },
  aws_launch_template: { service: "ec2", grants: true },
  aws_s3_bucket_server_side_encryption_configuration: { service: "s3", grants: false },
  aws_s3_object: { service: "s3", grants: false },
  aws_secretsmanager_secret: { service: "secretsmanager", grants: false },
  aws_sns_topic: { service: "sns", grants: false },
};

/** The data key as it is named in the layer that makes it and in one that is handed it. */
const dataKey = /aws_kms_key\.data-key_|outputs\.data_key_arn/;

/** A call that a service makes on the data key in the name of whoever applies the stack. */
export interface KeyCall {
  readonly type: string;
  readonly service: string;
  readonly action: string;
}

/** Types of resources of a stack that use the data key without an entry above, and the calls of those that have one. */
export function keyCalls({ resources }: SynthesizedStack): {
  readonly unknown: readonly string[];
  readonly calls: readonly KeyCall[];
} {
  const types = [...new Set(resources.filter(({ arguments: body }) => usesKey(body)).map(({ type }) => type))];
  return {
    unknown: types.filter((type) => !services[type]),
    calls: types.flatMap((type) => {
      const { service = "", grants = false } = services[type] ?? {};
      return ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt", ...(grants ? ["kms:CreateGrant"] : [])].map(
        (action) => ({ type, service, action }),
      );
    }),
  };
}

/** Whether an argument for a key, at any depth, holds the data key. Policies name it too, and use nothing. */
function usesKey(body: unknown): boolean {
  if (Array.isArray(body)) {
    return body.some(usesKey);
  }
  return (
    typeof body === "object" &&
    body !== null &&
    Object.entries<unknown>({ ...body } satisfies Arguments).some(([name, value]) =>
      /^kms_.*(key|key_id|key_arn)$/.test(name) ? dataKey.test(String(value)) : usesKey(value),
    )
  );
}
