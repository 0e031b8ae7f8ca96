import { type ClusterInput, composeFiles, readCluster, singleHostNodes } from "../../modules/nodes";
import { haproxyConf } from "../../modules/nodes/balancer/haproxy-conf";
import { nginxConf } from "../../modules/nodes/balancer/nginx-conf";
import { lintConfig } from "../../modules/nodes/lint";
import { overlaps } from "../../modules/shared/ports";
import { turnPlan } from "./plans";

function cluster(choice: Partial<ClusterInput> = {}): ClusterInput {
  return {
    realm: "turn.example.com",
    balancerAddress: "8.8.8.8",
    nodes: [1, 2, 3].map((number) => ({
      name: `turn-${number}`,
      privateAddress: `10.0.0.${number}`,
      publicAddress: `9.9.9.${number}`,
      port: 3478,
      healthPort: 8089,
      relay: { from: 49_152, to: 65_535 },
    })),
    tls: "nlb",
    coturnVersion: "4.18.0",
    limits: turnPlan().limits,
    ...choice,
  };
}

const modes = ["nlb", "node", "off"] as const;

function listened(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, port = "", more = ""]) =>
    more === "udp" ? `udp ${port}` : `tcp ${port}`,
  );
}

const expected: Record<(typeof modes)[number], string[]> = {
  nlb: ["tcp 3478", "tcp 443", "tcp 5349"],
  node: ["tcp 3478", "tcp 443", "tcp 5349"],
  off: ["tcp 3478"],
};

describe.each(modes)("nginx in front of coturn, TLS %s", (tls) => {
  const text = nginxConf("nginx.conf", cluster({ tls })).content;

  it("listens for UDP, TCP and where it is wanted TLS", () => {
    expect(listened(text, /listen 8\.8\.8\.8:(\d+)(?: (\w+))?/g).sort()).toEqual([...expected[tls], "udp 3478"].sort());
  });

  it("gives each worker its flows (reuseport) and ends none after its first answer", () => {
    expect(text).toMatch(/listen [\d.:]+ udp reuseport;/);
    expect(text).not.toContain("proxy_responses");
  });

  it("keeps a client on one node for each transport", () => {
    const upstreams = text.match(/upstream \w+ \{[^}]*\}/g) ?? [];
    expect(upstreams.every((block) => block.includes("hash $remote_addr consistent;"))).toBe(true);
    expect(upstreams.every((block) => (block.match(/server /g) ?? []).length === 3)).toBe(true);
  });

  it("waits longer than a client waits to refresh an allocation", () => {
    expect(text).toContain("proxy_timeout 11m;");
  });
});

describe.each(modes)("HAProxy in front of coturn, TLS %s", (tls) => {
  const text = haproxyConf("haproxy.cfg", cluster({ tls })).content;

  it("listens for TCP and where it is wanted TLS, never for UDP", () => {
    expect(listened(text, /bind 8\.8\.8\.8:(\d+)/g).sort()).toEqual(expected[tls]);
  });

  it("asks the health service of each node, not its TURN port", () => {
    expect(text).toContain("option httpchk GET /healthz");
    expect(text.match(/server turn-\d .* check port 8089/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it("waits longer than a client waits to refresh an allocation", () => {
    expect(text).toMatch(/timeout client 11m\n\s+timeout server 11m/);
  });
});

describe("a balancer that ends TLS", () => {
  it("tells the nodes the client's address, nginx", () => {
    const servers = nginxConf("x", cluster()).content.match(/server \{[^}]*turn_proxy;[^}]*\}/g) ?? [];
    expect(servers.length === 3 && servers.every((server) => server.includes("proxy_protocol on;"))).toBe(true);
  });

  it("tells the nodes the client's address, HAProxy", () => {
    expect(haproxyConf("x", cluster()).content.match(/:3470 .*send-proxy-v2/g)).toHaveLength(3);
  });
});

describe("a cluster", () => {
  const [first] = cluster().nodes;

  it.each<[string, Partial<ClusterInput>, string]>([
    ["two nodes", { nodes: cluster().nodes.slice(0, 2) }, "at least 3"],
    ["two nodes of one name", { nodes: cluster().nodes.map((node) => ({ ...node, name: "turn" })) }, "nodes.name"],
    [
      "nodes that share an address and a port",
      { tls: "off", nodes: cluster().nodes.map((node) => ({ ...node, privateAddress: "10.0.0.1" })) },
      "nodes.port",
    ],
    ["a node by name", { balancerAddress: "turn.example.com" }, "four numbers"],
    ["TLS on one host", { nodes: singleHostNodes("10.0.0.1", 3), tls: "nlb" }, "one host"],
  ])("is refused with %s", (_, choice, says) => {
    expect(first).toBeDefined();
    expect(() => nginxConf("nginx.conf", cluster(choice))).toThrow(says);
  });
});

describe("compose", () => {
  const single = composeFiles(cluster({ tls: "off", nodes: singleHostNodes("10.0.0.1", 3) }));

  it("gives nodes on one host ports and relay ranges of their own", () => {
    const nodes = singleHostNodes("10.0.0.1", 5);
    const clashes = nodes.filter((node, index) =>
      nodes.some(
        (other, position) =>
          position !== index &&
          (other.port === node.port || other.healthPort === node.healthPort || overlaps(other.relay, node.relay)),
      ),
    );
    expect(clashes).toEqual([]);
  });

  it("checks every container's health", () => {
    const without = single
      .filter(({ path }) => path.endsWith("/compose.yaml"))
      .filter(({ content }) => !content.includes("healthcheck:"));
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it("pins every image", () => {
    const images = single.flatMap(({ content }) => content.match(/^\s+image: .*/gm) ?? []);
    expect(images.filter((image) => !/:\d+\.\d+\.\d+[\w.-]*$/.test(image))).toEqual([]);
  });

  it("configures each node with a file that our linter passes", () => {
    const findings = single
      .filter(({ path }) => path.endsWith("turnserver.conf"))
      .flatMap(({ path, content }) => lintConfig({ path, text: content, files: false }));
    expect(findings).toEqual([]);
  });

  it("leaves nothing for a boot service, which containers do not have", () => {
    const left = single.filter(({ path, content }) => !path.startsWith("node/") && /@@\w+@@|%%\w+%%/.test(content));
    expect(left.map(({ path }) => path)).toEqual([]);
  });

  it("refuses coturn 4.6.1, which its stop signal would kill", () => {
    expect(() => composeFiles(cluster({ coturnVersion: "4.6.1" }))).toThrow("SIGUSR1");
  });
});

describe("a cluster as a team writes it", () => {
  const settings = {
    realm: "turn.example.com",
    balancer: "10.0.0.1",
    tls: "off",
    nodes: 3,
    coturnVersion: "4.18.0",
    limits: {
      allocationsPerUser: 12,
      allocationsPerNode: 1000,
      megabitsPerSecondPerAllocation: 3,
      megabitsPerSecondPerNode: 900,
    },
  };

  it("counts in megabits and gives coturn bytes", () => {
    const read = readCluster(settings);
    expect(read.ok && read.cluster.limits.bytesPerSecondPerAllocation).toBe(375_000);
  });

  it("is told every problem at once, with the field", () => {
    const nodes = [{ name: "turn-1", private: "10.0.0.1", public: "9.9.9.1", relay: 1 }, { name: "turn-2" }];
    const { realm: _, ...rest } = settings;
    const read = readCluster({ ...rest, tls: "nlb", balancer: "turn.example.com", nodes, nods: 3 });
    const problems = (read.ok ? [] : read.problems).map((problem) => problem.replace(/;.*/, "").replace(/ = .*/, ""));
    expect(problems.toSorted()).toEqual([
      "balancer",
      "nodes.0.relay: no such setting",
      "nodes.1.private: missing.",
      "nodes.1.public: missing.",
      "nods: no such setting",
      "realm: missing.",
      "tls",
    ]);
  });
});
