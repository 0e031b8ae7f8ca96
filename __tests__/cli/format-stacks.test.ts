import { formatSynthesis, type WrittenStack } from "../../cli/format-stacks";
import { paintIf } from "../../cli/paint";
import type { Layer } from "../../modules/shared/stack-identity";
import { estimated, turnJanus } from "../estimate/estimated";

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
  const synthesis = { stacks, topologies: [], estimates: [], directory: "cdktf.out", milliseconds: 512 };
  expect(formatSynthesis(synthesis, paintIf(false))).toBe(
    `dev       aws   eu-west-1   network     78 resources
staging   aws   eu-west-1   app          4
2 stacks in 0.5 s → cdktf.out
Next: npx cdktf deploy 'dev-aws-*'   or   terraform -chdir=cdktf.out/stacks/dev-aws-eu-west-1-network init`,
  );
});

it("says what an environment costs, carries and promises, in a line", () => {
  const estimate = estimated({ aws: turnJanus });
  const standing = { ...estimate.standing, minimum: 224.6, maximum: 1259.2 };
  const synthesis = { stacks: [], topologies: [], estimates: [{ ...estimate, standing }], directory: "cdktf.out" };
  expect(formatSynthesis({ ...synthesis, milliseconds: 512 }, paintIf(false)).split("\n")[0]).toBe(
    "gold: about 225–1,259 US dollars a month without traffic; 1,800 TURN allocations; 99.48 % by the providers' promises   npm run estimate -- gold",
  );
});
