import fc from "fast-check";
import { parseIpv4Range, rangesOverlap, subnetCidr } from "../../modules/environment/cidr";

const letters = [..."abcdefgh"];
const vpc = { first: 10 * 2 ** 24 + 20 * 2 ** 16, prefix: 16 };

it("reads a range only as it has to be written", () => {
  expect(parseIpv4Range("10.20.0.0/16")).toEqual(vpc);
  for (const text of ["10.20.0.0", "10.20.0.1/16", "10.20/16", "010.20.0.0/16", "10.20.0.0/33", "::/16", ""]) {
    expect({ text, range: parseIpv4Range(text) }).toEqual({ text, range: undefined });
  }
});

it("gives every tier and zone a block of its own within the VPC, whatever its size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 20 }), fc.integer({ min: 0, max: 255 }), (prefix, octet) => {
      const range = { first: 10 * 2 ** 24 + octet * 2 ** 16, prefix };
      const subnets = (["public", "private"] as const)
        .flatMap((tier) => letters.map((letter) => subnetCidr(range, tier, letter)))
        .flatMap((cidr) => parseIpv4Range(cidr) ?? []);
      expect(subnets).toHaveLength(16);
      expect(subnets.every((subnet) => rangesOverlap(range, subnet))).toBe(true);
      expect(subnets.filter((a, index) => subnets.slice(index + 1).some((b) => rangesOverlap(a, b)))).toEqual([]);
    }),
  );
});

it("keeps the published places of subnets: to move one would replace every address in it", () => {
  expect(subnetCidr(vpc, "public", "a")).toBe("10.20.0.0/21");
  expect(subnetCidr(vpc, "public", "b")).toBe("10.20.8.0/21");
  expect(subnetCidr(vpc, "private", "a")).toBe("10.20.64.0/21");
  expect(subnetCidr(vpc, "private", "h")).toBe("10.20.120.0/21");
});
