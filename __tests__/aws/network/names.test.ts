import { synthNetwork } from "../../helpers/network-variants";
import type { Synthesized } from "../../helpers/synth";
import { usualNetwork as usual } from "../../helpers/usual-network";

function records(stack: Synthesized, type: string): Record<string, unknown> {
  return Object.fromEntries(
    stack
      .resources("aws_route53_record")
      .filter(({ body }) => body["type"] === type && body["set_identifier"] === undefined)
      .map(({ body }) => [String(body["name"]), body["records"]]),
  );
}

describe("public names of a region", () => {
  it("gives every node's place a name that follows its address", () => {
    const names = records(usual, "A");
    expect(Object.keys(names).sort()).toEqual([
      "media-1.eu-west-1.test.example.com",
      "turn-1.eu-west-1.test.example.com",
      "turn-2.eu-west-1.test.example.com",
    ]);
    expect(String(names["turn-2.eu-west-1.test.example.com"])).toMatch(
      /^\$\{aws_eip\.addresses_turn_slot-2_.*public_ip\}$/,
    );
  });

  it("hands out a TURN node only while its own health service answers", () => {
    const stack = usual;
    const weighted = stack.resources("aws_route53_record").filter(({ body }) => body["set_identifier"] !== undefined);
    expect(weighted.map(({ body }) => [body["name"], body["set_identifier"], body["ttl"]])).toEqual([
      ["turn.eu-west-1.test.example.com", "eu-west-1-node-1", 60],
      ["turn.eu-west-1.test.example.com", "eu-west-1-node-2", 60],
    ]);
    for (const slot of [1, 2]) {
      const check = stack.at(`/names/turn/check-${slot}`);
      expect(check.body).toMatchObject({ type: "HTTP", port: 8089, resource_path: "/healthz" });
      expect(String(check.body["ip_address"])).toContain(`addresses_turn_slot-${slot}_`);
      expect(stack.at(`/names/turn/slot-${slot}`).body["health_check_id"]).toBe(
        `\${aws_route53_health_check.${check.name}.id}`,
      );
    }
  });

  it("points clients over TCP and TLS at the balancer where TLS ends there", () => {
    expect(records(synthNetwork({ turnTls: "nlb" }), "SRV")).toEqual({
      "_stun._udp.eu-west-1.test.example.com": ["0 10 3478 turn.eu-west-1.test.example.com"],
      "_turn._udp.eu-west-1.test.example.com": ["0 10 3478 turn.eu-west-1.test.example.com"],
      "_turn._tcp.eu-west-1.test.example.com": ["0 10 3478 turns.eu-west-1.test.example.com"],
      "_turns._tcp.eu-west-1.test.example.com": ["0 10 443 turns.eu-west-1.test.example.com"],
    });
  });

  it("points them at the nodes where TLS ends there, port 443 as the second choice", () => {
    expect(records(synthNetwork({ turnTls: "node" }), "SRV")).toMatchObject({
      "_turn._tcp.eu-west-1.test.example.com": ["0 10 3478 turn.eu-west-1.test.example.com"],
      "_turns._tcp.eu-west-1.test.example.com": [
        "0 10 5349 turn.eu-west-1.test.example.com",
        "10 10 443 turn.eu-west-1.test.example.com",
      ],
    });
  });

  it("promises no TLS where there is none", () => {
    const stack = synthNetwork({ turnTls: "off" });
    expect(Object.keys(records(stack, "SRV"))).not.toContain("_turns._tcp.eu-west-1.test.example.com");
    expect(stack.resources("aws_acm_certificate").map(({ body }) => body["domain_name"])).toEqual([
      "media.eu-west-1.test.example.com",
    ]);
  });

  it("makes certificates for single names, and waits for none of them", () => {
    const stack = usual;
    expect(
      stack
        .resources("aws_acm_certificate")
        .map(({ body }) => body["domain_name"])
        .sort(),
    ).toEqual(["media.eu-west-1.test.example.com", "turns.eu-west-1.test.example.com"]);
    expect(stack.resources("aws_acm_certificate_validation")).toEqual([]);
  });

  it.each([
    ["create", { kind: "create", name: "test.example.com" } as const, 1, 0],
    ["find", { kind: "find", name: "test.example.com" } as const, 0, 1],
    ["given", { kind: "given", name: "test.example.com", zoneId: "Z123" } as const, 0, 0],
  ])("takes its zone as the plan says: %s", (_kind, dnsZone, made, found) => {
    const stack = synthNetwork({ dnsZone });
    expect(stack.resources("aws_route53_zone")).toHaveLength(made);
    expect(Object.keys(stack.json["data"]?.["aws_route53_zone"] ?? {})).toHaveLength(found);
  });

  it("writes every record into the zone that is given", () => {
    const stack = synthNetwork({ dnsZone: { kind: "given", name: "test.example.com", zoneId: "Z123" } });
    const astray = stack.resources("aws_route53_record").filter(({ body }) => body["zone_id"] !== "Z123");
    expect(astray.map(({ path }) => path)).toEqual([]);
  });
});
