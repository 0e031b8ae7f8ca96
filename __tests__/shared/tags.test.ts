import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { App, Aspects, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { TagsAspect, tagRole } from "../../modules/shared/tags";

const tags = { CostCenter: "Tests", Environment: "test" };

function synthesize(
  build: (stack: TerraformStack) => void,
  aspects = 1,
): Record<string, Record<string, Record<string, unknown>>> {
  const stack = new TerraformStack(new App(), "tags");
  for (let count = 0; count < aspects; count++) {
    Aspects.of(stack).add(new TagsAspect(tags, "network"));
  }
  build(stack);
  return JSON.parse(Testing.synth(stack, false)).resource;
}

it("puts every tag on a resource that takes tags", () => {
  const resources = synthesize((stack) => new Eip(stack, "address", {}));
  expect(resources["aws_eip"]?.["address"]?.["tags"]).toEqual({ ...tags, Role: "network" });
});

it("keeps to the ten tags that an S3 object takes, the project's own among them", () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`Team${index}`, "x"]));
  const stack = new TerraformStack(new App(), "tags");
  Aspects.of(stack).add(new TagsAspect({ ...many, ...tags }, "app"));
  new S3Object(stack, "bundle", { bucket: "b", key: "k" });
  const written: Record<string, string> = JSON.parse(Testing.synth(stack, false)).resource.aws_s3_object.bundle.tags;
  expect(Object.keys(written)).toHaveLength(10);
  expect(written).toMatchObject({ ...tags, Role: "app" });
});

it("leaves a resource without tags alone", () => {
  const resources = synthesize((stack) => new RouteTableAssociation(stack, "association", { routeTableId: "rtb-1" }));
  expect(resources["aws_route_table_association"]?.["association"]).not.toHaveProperty("tags");
});

it("lets a tag of the resource itself win", () => {
  const resources = synthesize((stack) => new Eip(stack, "address", { tags: { Role: "nat", Name: "x" } }));
  expect(resources["aws_eip"]?.["address"]?.["tags"]).toEqual({ ...tags, Role: "nat", Name: "x" });
});

it("takes the role from the nearest construct that has one", () => {
  const resources = synthesize((stack) => {
    const outer = new Construct(stack, "outer");
    tagRole(outer, "turn");
    const inner = new Construct(outer, "inner");
    tagRole(inner, "nat");
    new Eip(outer, "a", {});
    new Eip(inner, "b", {});
  });
  const roles = Object.values(resources["aws_eip"] ?? {}).map(({ tags }) => JSON.stringify(tags));
  expect(roles[0]).toContain('"Role":"turn"');
  expect(roles[1]).toContain('"Role":"nat"');
});

it("writes the tags of an Auto Scaling group as blocks that its instances inherit", () => {
  const resources = synthesize((stack) => new AutoscalingGroup(stack, "fleet", { minSize: 1, maxSize: 1 }));
  expect(resources["aws_autoscaling_group"]?.["fleet"]?.["tag"]).toContainEqual({
    key: "CostCenter",
    value: "Tests",
    propagate_at_launch: true,
  });
});

it("changes nothing when it visits again", () => {
  const build = (stack: TerraformStack): void => {
    new Eip(stack, "address", { tags: { Name: "x" } });
    new AutoscalingGroup(stack, "fleet", { minSize: 1, maxSize: 1 });
  };
  expect(synthesize(build, 2)).toEqual(synthesize(build, 1));
});
