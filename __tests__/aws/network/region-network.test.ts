import { synthNetwork } from "../../helpers/network-variants";
import type { Synthesized } from "../../helpers/synth";
import { usualNetwork as usual } from "../../helpers/usual-network";

function defaultRoutes(stack: Synthesized, destination: string): readonly string[] {
  return stack
    .resources("aws_route")
    .filter(({ body }) => Object.values(body).includes(destination))
    .map(({ path }) => path.replace(/^aws_route test-aws-eu-west-1-network\/network\//, ""))
    .sort();
}

describe("the network of a region", () => {
  it("keys subnets by their zone, so that a new zone changes no other", () => {
    const stack = usual;
    expect(stack.at("/zone-b/private").body).toMatchObject({
      availability_zone: "eu-west-1b",
      cidr_block: "10.0.24.0/21",
    });
    expect(stack.at("/zone-a/public").body).toMatchObject({
      availability_zone: "eu-west-1a",
      cidr_block: "10.0.0.0/21",
    });
  });

  it("lets private subnets out only by a NAT gateway that was asked for", () => {
    expect(defaultRoutes(synthNetwork({ nat: "none" }), "0.0.0.0/0")).toEqual(["vpc/public-ipv4"]);
  });

  it("serves every zone by one NAT gateway", () => {
    const stack = synthNetwork({ nat: "one" });
    expect(stack.resources("aws_nat_gateway")).toHaveLength(1);
    expect(defaultRoutes(stack, "0.0.0.0/0")).toEqual(["nat-a/route-a", "nat-a/route-b", "vpc/public-ipv4"]);
  });

  it("serves each zone by a NAT gateway of its own", () => {
    const stack = synthNetwork({ nat: "per-zone" });
    expect(stack.resources("aws_nat_gateway")).toHaveLength(2);
    expect(defaultRoutes(stack, "0.0.0.0/0")).toEqual(["nat-a/route-a", "nat-b/route-b", "vpc/public-ipv4"]);
  });

  it("has IPv6 only where it was asked for", () => {
    const stack = synthNetwork({ ipv6: false });
    expect(stack.resources("aws_subnet").filter(({ body }) => "ipv6_cidr_block" in body)).toEqual([]);
    expect(stack.resources("aws_egress_only_internet_gateway")).toEqual([]);
  });

  it("gives each subnet a /64 of its own and private ones a way out that nobody comes in by", () => {
    const stack = synthNetwork({ ipv6: true });
    const ranges = stack.resources("aws_subnet").map(({ body }) => body["ipv6_cidr_block"]);
    expect(new Set(ranges).size).toBe(4);
    expect(defaultRoutes(stack, "::/0")).toEqual(["vpc/public-ipv6", "zone-a/private-ipv6", "zone-b/private-ipv6"]);
    expect(stack.at("/zone-a/private-ipv6").body).toHaveProperty("egress_only_gateway_id");
  });

  it("leads every route table to S3 without leaving the VPC", () => {
    expect(usual.at("/endpoints/s3").body["route_table_ids"]).toHaveLength(3);
  });

  it("opens interface endpoints to the VPC on 443 and to nobody else", () => {
    const stack = synthNetwork({ interfaceEndpoints: ["secretsmanager"] });
    expect(stack.only("aws_vpc_security_group_ingress_rule").body).toMatchObject({
      cidr_ipv4: "10.0.0.0/16",
      from_port: 443,
      to_port: 443,
      ip_protocol: "tcp",
    });
    expect(stack.at("/endpoints/secretsmanager").body).toMatchObject({
      service_name: "com.amazonaws.eu-west-1.secretsmanager",
      private_dns_enabled: true,
    });
  });

  it("has no security group for endpoints that it does not have", () => {
    expect(synthNetwork({ interfaceEndpoints: [] }).resources("aws_security_group")).toEqual([]);
  });

  it("records the VPC's traffic", () => {
    expect(usual.only("aws_flow_log").body).toMatchObject({ traffic_type: "ALL" });
  });
});
