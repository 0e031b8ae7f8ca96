import { formatSynthesis, type WrittenStack } from "../../cli/format-stacks";
import { paintIf } from "../../cli/paint";
import type { Layer } from "../../modules/shared/stack-identity";

function stack(environment: string, layer: Layer, resources: number): WrittenStack {
  const id = `${environment}-aws-eu-west-1-${layer}`;
  const place = { id, environment, layer, cloud: "aws", region: "eu-west-1" } as const;
  return {
    identity: { ...place, backend: { kind: "local", path: id }, after: [], protect: false, tags: {} },
    resources,
  };
}

it("lists the stacks with their size and says what to do next", () => {
  const stacks = [stack("dev", "network", 78), stack("staging", "app", 4)];
  const synthesis = { stacks, topologies: [], directory: "cdktf.out", milliseconds: 512 };
  expect(formatSynthesis(synthesis, paintIf(false))).toBe(
    `dev       aws   eu-west-1   network     78 resources
staging   aws   eu-west-1   app          4
2 stacks in 0.5 s → cdktf.out
Next: npx cdktf deploy 'dev-aws-*'   or   terraform -chdir=cdktf.out/stacks/dev-aws-eu-west-1-network init`,
  );
});
