import {
  anywhere,
  global,
  nameOf,
  on,
  onUntagged,
  type Placed,
  passRole,
  prefixed,
  type Right,
  type RightsOfType,
  regional,
  roleArn,
  worldwide,
} from "./right";

/** A call about a role that makes it stronger: IAM asks for its boundary. */
function bounded(place: Placed, role: unknown, ...actions: readonly string[]): Right {
  const boundary = global("iam", `policy/${place.environment}-role-boundary`);
  return {
    actions: prefixed("iam", ...actions),
    resource: roleArn(nameOf(place, role)),
    context: { "iam:PermissionsBoundary": boundary },
  };
}

/** Names, certificates, roles, and what is known without a right. */
export const identityTypes: Readonly<Record<string, RightsOfType>> = {
  aws_route53_zone: () => [
    anywhere("route53:CreateHostedZone", "ec2:DescribeVpcs"),
    onUntagged(
      worldwide("route53", "hostedzone/Z1"),
      ...prefixed(
        "route53",
        "ChangeResourceRecordSets",
        "ChangeTagsForResource",
        "DeleteHostedZone",
        "GetDNSSEC",
        "GetHostedZone",
        "ListResourceRecordSets",
        "ListTagsForResource",
        "UpdateHostedZoneComment",
      ),
    ),
    onUntagged(worldwide("route53", "change/C1"), "route53:GetChange"),
  ],
  aws_route53_record: () => [
    onUntagged(
      worldwide("route53", "hostedzone/Z1"),
      ...prefixed("route53", "ChangeResourceRecordSets", "GetHostedZone", "ListResourceRecordSets"),
    ),
    onUntagged(worldwide("route53", "change/C1"), "route53:GetChange"),
  ],
  aws_route53_health_check: () => [
    anywhere("route53:CreateHealthCheck"),
    onUntagged(
      worldwide("route53", "healthcheck/1"),
      ...prefixed(
        "route53",
        "ChangeTagsForResource",
        "DeleteHealthCheck",
        "GetHealthCheck",
        "ListTagsForResource",
        "UpdateHealthCheck",
      ),
    ),
  ],
  "data.aws_route53_zone": () => [
    anywhere("route53:ListHostedZones", "route53:ListHostedZonesByName"),
    onUntagged(worldwide("route53", "hostedzone/Z1"), "route53:GetHostedZone", "route53:ListTagsForResource"),
  ],
  aws_acm_certificate: (place) => [
    on(
      place,
      regional(place, "acm", "certificate/1"),
      ...prefixed(
        "acm",
        "AddTagsToCertificate",
        "DeleteCertificate",
        "DescribeCertificate",
        "ListTagsForCertificate",
        "RemoveTagsFromCertificate",
        "RequestCertificate",
        "UpdateCertificateOptions",
      ),
    ),
  ],
  aws_acm_certificate_validation: (place) => [
    on(place, regional(place, "acm", "certificate/1"), "acm:DescribeCertificate"),
  ],
  aws_iam_role: (place) => [
    bounded(place, place.body["name"], "CreateRole", "PutRolePermissionsBoundary"),
    on(
      place,
      roleArn(nameOf(place, place.body["name"])),
      ...prefixed(
        "iam",
        "DeleteRole",
        "GetRole",
        "ListAttachedRolePolicies",
        "ListInstanceProfilesForRole",
        "ListRolePolicies",
        "TagRole",
        "UntagRole",
        "UpdateAssumeRolePolicy",
        "UpdateRole",
        "UpdateRoleDescription",
      ),
    ),
  ],
  aws_iam_role_policy: (place) => [
    bounded(place, place.body["role"], "PutRolePolicy", "DeleteRolePolicy"),
    on(place, roleArn(nameOf(place, place.body["role"])), "iam:GetRolePolicy"),
  ],
  aws_iam_role_policy_attachment: (place) => [
    bounded(place, place.body["role"], "AttachRolePolicy", "DetachRolePolicy"),
    on(place, roleArn(nameOf(place, place.body["role"])), "iam:ListAttachedRolePolicies"),
  ],
  aws_iam_instance_profile: (place) => [
    on(
      place,
      global("iam", `instance-profile/${nameOf(place, place.body["name"])}`),
      ...prefixed(
        "iam",
        "AddRoleToInstanceProfile",
        "CreateInstanceProfile",
        "DeleteInstanceProfile",
        "GetInstanceProfile",
        "RemoveRoleFromInstanceProfile",
        "TagInstanceProfile",
        "UntagInstanceProfile",
      ),
    ),
    passRole(place, place.body["role"], "ec2"),
  ],
  aws_iam_openid_connect_provider: (place) => [
    on(
      place,
      global("iam", `oidc-provider/${String(place.body["url"]).replace("https://", "")}`),
      ...["Create", "Delete", "Get", "Tag", "Untag"].map((verb) => `iam:${verb}OpenIDConnectProvider`),
      "iam:AddClientIDToOpenIDConnectProvider",
      "iam:RemoveClientIDFromOpenIDConnectProvider",
      "iam:UpdateOpenIDConnectProviderThumbprint",
    ),
  ],
  // Every identity may ask who it is, and the partition is known without a call.
  "data.aws_caller_identity": () => [],
  "data.aws_partition": () => [],
  // State of another layer: the policy on states covers it.
  "data.terraform_remote_state": () => [],
};
