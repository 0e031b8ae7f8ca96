import { findInstanceType, instanceTypeNames } from "../../modules/environment/catalog/instance-types";
import { awsRegionNames, findAwsRegion } from "../../modules/environment/catalog/regions";

it("gives every region a default range of its own", () => {
  const octets = awsRegionNames.map((name) => findAwsRegion(name)?.networkOctet);
  expect(new Set(octets).size).toBe(awsRegionNames.length);
});

it("keeps the default ranges of regions: to change one would replace its VPC", () => {
  expect(["us-east-1", "eu-west-1", "ap-northeast-1"].map((name) => findAwsRegion(name)?.networkOctet)).toEqual([
    100, 110, 132,
  ]);
});

it("knows the odd zones of Tokyo and Montreal", () => {
  expect(findAwsRegion("ap-northeast-1")?.zoneLetters).toBe("acd");
  expect(findAwsRegion("ca-central-1")?.zoneLetters).toBe("abd");
});

it.each(instanceTypeNames)("has figures for %s that can be computed with", (name) => {
  const facts = findInstanceType(name);
  expect(facts?.vcpus).toBeGreaterThan(0);
  expect(facts?.memoryGib).toBeGreaterThan(0);
  expect(facts?.baselineMegabitsPerSecond).toBeGreaterThan(0);
  expect(facts?.dollarsPerHour).toBeGreaterThan(0);
});

it("says of the default types what EC2 says of them", () => {
  expect(findInstanceType("t4g.small")).toEqual({
    name: "t4g.small",
    vcpus: 2,
    memoryGib: 2,
    architecture: "arm64",
    baselineMegabitsPerSecond: 128,
    burstable: true,
    dollarsPerHour: 0.0168,
  });
  expect(findInstanceType("c6gn.large")).toMatchObject({ baselineMegabitsPerSecond: 3000, dollarsPerHour: 0.0864 });
});
