import type { Topology, TurnSourcePlan } from "../../modules/environment/topology";

/** Outputs of one stack, by name. */
export type Outputs = Readonly<Record<string, unknown>>;

/** Reads the outputs of a stack out of its state. */
export type ReadOutputs = (stack: string) => Outputs;

/** What a job needs to publish the functions of a region and to bring its database up to date. */
export interface RegionTarget {
  readonly region: string;
  readonly resourceGroup: string;
  readonly functionApp: string;
  readonly apiUrl: string;
  readonly signalrUri: string;
  /** An origin that the functions let in. */
  readonly pageOrigin: string;
  /** Empty without statistics. */
  readonly sqlServer: string;
  readonly sqlDatabase: string;
  readonly functionIdentityName: string;
  readonly functionIdentityClientId: string;
  readonly migrationIdentity: string;
}

/** What a job needs to publish the page to one static web app. */
export interface PageTarget {
  readonly page: string;
  readonly resourceGroup: string;
  /** Address of the page for people. */
  readonly url: string;
  readonly endpoints: readonly PageEndpoint[];
}

/** Functions of a region, as the page is told of them. */
export interface PageEndpoint {
  readonly key: string;
  readonly api: string;
  readonly signalr: string;
  /** Relays of our own, which also say to browsers under which address they are seen. */
  readonly stun: readonly string[];
}

/** Regions of an environment, as their states describe them. */
export function regionTargets(topology: Topology, read: ReadOutputs): readonly RegionTarget[] {
  const { edge, regions } = azurePart(topology);
  const origin = text(read(edge.stack.id), "page_url");
  return regions.map(({ region, network, app }) => {
    const [ground, outputs] = [read(network.stack.id), read(app.stack.id)];
    return {
      region,
      resourceGroup: text(outputs, "resource_group"),
      functionApp: text(outputs, "function_app_name"),
      apiUrl: text(outputs, "api_url"),
      signalrUri: text(outputs, "signalr_uri"),
      pageOrigin: origin,
      sqlServer: text(outputs, "sql_server"),
      sqlDatabase: text(outputs, "sql_database"),
      functionIdentityName: text(ground, "function_identity_name"),
      functionIdentityClientId: text(ground, "function_identity_client_id"),
      migrationIdentity: text(ground, "migration_identity_client_id"),
    };
  });
}

/** Static web apps of an environment, as their states describe them. */
export function pageTargets(topology: Topology, read: ReadOutputs): readonly PageTarget[] {
  const { edge, regions } = azurePart(topology);
  const outputs = read(edge.stack.id);
  const endpoints = regions.map(({ region, app }) => {
    const own = read(app.stack.id);
    return {
      key: region,
      api: text(own, "api_url"),
      signalr: text(own, "signalr_uri"),
      stun: stunServers(app.functions.turnSources),
    };
  });
  return list(outputs, "page_names").map((page) => ({
    page,
    resourceGroup: text(outputs, "resource_group"),
    url: text(outputs, "page_url"),
    endpoints,
  }));
}

/** Every relay over UDP is a STUN server too (RFC 8656 §2). */
function stunServers(sources: readonly TurnSourcePlan[]): readonly string[] {
  return sources
    .flatMap(relayUrls)
    .flatMap((url) => /^turn:([^?]+)\?transport=udp$/.exec(url)?.[1] ?? [])
    .map((host) => `stun:${host}`);
}

function relayUrls(source: TurnSourcePlan): readonly string[] {
  switch (source.kind) {
    case "aws":
      return source.fleets.flatMap(({ urls }) => urls);
    case "azure":
      return source.urls;
    case "metered":
      return [];
  }
}

/** Addresses that clients of the part on AWS use: every output that is one. */
export function serverUrls(topology: Topology, read: ReadOutputs): readonly string[] {
  return (topology.aws?.regions ?? []).flatMap(({ app }) =>
    Object.values(read(app.stack.id)).filter(
      (value): value is string => typeof value === "string" && /^(turns?|stuns?|https|wss):/.test(value),
    ),
  );
}

function azurePart({ environment, azure }: Topology): NonNullable<Topology["azure"]> {
  if (!azure) {
    throw new Error(`${environment} has no part on Azure`);
  }
  return azure;
}

function text(outputs: Outputs, name: string): string {
  const value = outputs[name];
  if (typeof value !== "string") {
    throw new Error(`no output ${name}: apply the layer with this release first`);
  }
  return value;
}

function list(outputs: Outputs, name: string): readonly string[] {
  const value = outputs[name];
  if (!Array.isArray(value)) {
    throw new Error(`no output ${name}: apply the layer with this release first`);
  }
  return value.map(String);
}
