/**
 * Credentials of an OpenVidu cluster: which exist, how each is made, who reads it, and which flag of the installer takes it. The
 * secrets in the cloud and the programs on the nodes both read this table, so that a name cannot drift between them.
 */
export interface OpenviduCredential {
  /** Name in the secrets; OpenVidu's own. */
  readonly name: string;
  /** A given text, or a generated value behind a prefix. */
  readonly value: { readonly given: string } | { readonly generated: string; readonly length?: number };
  /** Flag of the masters' installer. */
  readonly flag: string;
  /** Whether media nodes need it too. */
  readonly media?: true;
}

const generated = (name: string, flag: string, media?: true): OpenviduCredential => ({
  name,
  value: { generated: "" },
  flag,
  ...(media && { media }),
});
const given = (name: string, text: string, flag: string): OpenviduCredential => ({
  name,
  value: { given: text },
  flag,
});

/** Every credential, in the order in which the installer is told. */
export const openviduCredentials: readonly OpenviduCredential[] = [
  generated("REDIS_PASSWORD", "redis-password", true),
  given("MONGO_ADMIN_USERNAME", "mongoadmin", "mongo-admin-user"),
  generated("MONGO_ADMIN_PASSWORD", "mongo-admin-password"),
  generated("MONGO_REPLICA_SET_KEY", "mongo-replica-set-key"),
  given("MINIO_ACCESS_KEY", "minioadmin", "minio-access-key"),
  generated("MINIO_SECRET_KEY", "minio-secret-key"),
  given("DASHBOARD_ADMIN_USERNAME", "dashboardadmin", "dashboard-admin-user"),
  generated("DASHBOARD_ADMIN_PASSWORD", "dashboard-admin-password"),
  given("GRAFANA_ADMIN_USERNAME", "grafanaadmin", "grafana-admin-user"),
  generated("GRAFANA_ADMIN_PASSWORD", "grafana-admin-password"),
  given("MEET_INITIAL_ADMIN_USER", "meetadmin", "meet-initial-admin-user"),
  generated("MEET_INITIAL_ADMIN_PASSWORD", "meet-initial-admin-password"),
  generated("MEET_INITIAL_API_KEY", "meet-initial-api-key"),
  { name: "LIVEKIT_API_KEY", value: { generated: "API", length: 12 }, flag: "livekit-api-key" },
  generated("LIVEKIT_API_SECRET", "livekit-api-secret"),
];

/** URLs and names that operators find beside the credentials. */
export function openviduAddresses(
  hostname: string,
  turnHostname: string | undefined,
): Readonly<Record<string, string>> {
  return {
    DOMAIN_NAME: hostname,
    OPENVIDU_URL: `https://${hostname}/`,
    LIVEKIT_URL: `wss://${hostname}/`,
    DASHBOARD_URL: `https://${hostname}/dashboard/`,
    GRAFANA_URL: `https://${hostname}/grafana/`,
    MINIO_URL: `https://${hostname}/minio-console/`,
    MEET_URL: `https://${hostname}/meet/`,
    ...(turnHostname !== undefined && { LIVEKIT_TURN_DOMAIN_NAME: turnHostname }),
  };
}
