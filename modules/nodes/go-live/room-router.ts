import type { LiveInstance } from "./room-hash-input";

/** Ports of the room router: for the proxy, and for figures and drains. */
export const routerPorts = { http: 8010, admin: 9102 } as const;

/** What a room router is told besides its Redis. */
export interface RouterInput {
  /** Instances by id, or one name with all their addresses. */
  readonly instances:
    | readonly (LiveInstance & { readonly id: string })[]
    | { readonly dnsName: string; readonly port: number };
  readonly redisUrl: string;
  readonly redisPasswordFile?: string;
  /** Address that it listens on for the proxy. */
  readonly host: string;
  readonly adminHost: string;
  readonly drainSeconds: number;
  /** Port of the instances' health pages that are red while they drain; absent: they have none, and drains are ordered. */
  readonly drainHealthPort?: number;
}

/** Settings of the room router, by the names that it reads. It answers no `/api/bootstrap`: that service is the same in every shape. */
export function routerEnvironment(input: RouterInput): Readonly<Record<string, string>> {
  const { instances } = input;
  return {
    ...("dnsName" in instances
      ? { INSTANCES_DNS: `http://${instances.dnsName}:${instances.port}` }
      : { INSTANCES: instances.map(({ id, host, port }) => `${id}=http://${host}:${port}`).join(",") }),
    REDIS_URL: input.redisUrl,
    ...(input.redisPasswordFile !== undefined && { REDIS_PASSWORD_FILE: input.redisPasswordFile }),
    HOST: input.host,
    PORT: String(routerPorts.http),
    ADMIN_HOST: input.adminHost,
    ADMIN_PORT: String(routerPorts.admin),
    TRUSTED_PROXIES: "1",
    DRAIN_SECONDS: String(input.drainSeconds),
    ...(input.drainHealthPort !== undefined && { DRAIN_HEALTH_PORT: String(input.drainHealthPort) }),
    // The proxy in front counts clients.
    ADDRESS_REQUESTS_PER_MINUTE: "1000000",
  };
}
