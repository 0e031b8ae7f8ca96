import { TerraformStack } from "cdktf";
import fc from "fast-check";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { NodeFirewall } from "../../../modules/aws/firewall/node-firewall";
import type { PortRule } from "../../../modules/shared/ports";
import { openedToWorld, synthApp, turnFleet, worldPorts } from "../../helpers/aws-app-plans";
import { synthStack } from "../../helpers/synth";
import { usualApp } from "../../helpers/usual-app";

const ingress = "aws_vpc_security_group_ingress_rule";
const egress = "aws_vpc_security_group_egress_rule";

const rules = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z]{3,8}$/),
    protocol: fc.constantFrom<PortRule["protocol"]>("tcp", "udp"),
    ports: fc
      .tuple(fc.integer({ min: 1, max: 40_000 }), fc.nat(20_000))
      .map(([from, size]) => ({ from, to: from + size })),
    exposure: fc.uniqueArray(fc.constantFrom<PortRule["exposure"][number]>("world", "health-checkers", "loopback")),
    purpose: fc.constant("something"),
  }),
  { selector: ({ name }) => name, maxLength: 6 },
);

describe("the firewalls of the app layer", () => {
  const stack = usualApp;
  const dualStack = synthApp({ ipv6: true, turn: turnFleet({ tls: { mode: "off" } }) });

  it("open to the world exactly what the table says, whatever the table", () => {
    fc.assert(
      fc.property(rules, (ports) => {
        const built = synthStack((app) => {
          const only = new TerraformStack(app, "only");
          addAwsProvider(only, "eu-west-1");
          new NodeFirewall(only, "nodes", {
            name: "nodes",
            description: "nodes",
            vpcId: "vpc-1",
            region: "eu-west-1",
            ports,
          });
          return only;
        });
        expect(openedToWorld(built, "cidr_ipv4")).toEqual(worldPorts(ports));
        expect(openedToWorld(built, "cidr_ipv6")).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it.each([22, 80, 3389, 7088])("never open port %i", (port) => {
    const open = [...stack.resources(ingress), ...dualStack.resources(ingress)]
      .filter(({ body }) => Number(body["from_port"]) <= port && port <= Number(body["to_port"]))
      .map(({ path }) => path);
    expect(open).toEqual([]);
  });

  it("say of every rule what speaks there, in characters that AWS takes", () => {
    for (const { path, body } of [...stack.resources(ingress), ...stack.resources(egress)]) {
      expect([path, body["description"]]).toEqual([
        path,
        expect.stringMatching(/^[a-zA-Z0-9 ._:/()#,@[\]+=&;{}!$*-]{1,255}$/),
      ]);
    }
  });

  it("let the health service be asked by the balancer and by Route 53, and by nobody else", () => {
    const peers = stack
      .resources(ingress)
      .filter(({ path, body }) => path.includes("/turn/") && body["from_port"] === 8089)
      .flatMap(({ body }) => Object.keys(body).filter((key) => /cidr|prefix|referenced/.test(key)))
      .sort();
    expect(peers).toEqual(["prefix_list_id", "referenced_security_group_id"]);
  });

  it("keep ports for a balancer closed where there is none", () => {
    const referenced = dualStack
      .resources(ingress)
      .filter(({ path, body }) => path.includes("/turn/") && body["referenced_security_group_id"] !== undefined)
      .map(({ path }) => path);
    expect(referenced).toEqual([]);
  });

  it("let balancers reach their own nodes and nothing else", () => {
    const toNodes = stack.resources(egress).filter(({ path }) => path.includes("/balancer/"));
    expect(toNodes.length).toBeGreaterThan(0);
    for (const { path, body } of toNodes) {
      expect([path, body["referenced_security_group_id"]]).toEqual([
        path,
        expect.stringContaining("aws_security_group."),
      ]);
    }
  });

  it("let nodes out by any UDP port for media and by 443 for APIs, and by nothing else", () => {
    const out = stack
      .resources(egress)
      .filter(({ body }) => body["cidr_ipv4"] !== undefined)
      .map(({ body }) => `${body["ip_protocol"]} ${body["from_port"]}-${body["to_port"]}`);
    expect(new Set(out)).toEqual(new Set(["tcp 443-443", "udp 0-65535"]));
  });
});
