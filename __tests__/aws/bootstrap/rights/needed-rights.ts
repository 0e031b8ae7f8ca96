import type { Call, Policies } from "../../../helpers/iam-policy";
import type { Arguments, SynthesizedStack } from "../../../helpers/synth-environments";
import { balancerTypes } from "./balancer-types";
import { dataTypes } from "./data-types";
import { fleetTypes } from "./fleet-types";
import { functionTypes } from "./function-types";
import { identityTypes } from "./identity-types";
import { networkTypes } from "./network-types";

const types = { ...networkTypes, ...fleetTypes, ...balancerTypes, ...functionTypes, ...dataTypes, ...identityTypes };

/** What of a stack a pipeline with these policies could not create, read, change or delete; one line each. */
export function missingRights(stack: SynthesizedStack, policies: Policies): readonly string[] {
  const [environment = "", place = ""] = stack.id.split("-aws-");
  const region = place.replace(/-[a-z]+$/, "");
  const blocks = blocksOf(stack);
  const unknown = blocks
    .filter(({ type }) => !types[type])
    .map(({ type }) => `${type}: no entry says which rights it needs`);
  const calls = blocks.flatMap(({ type, body }) =>
    (types[type]?.({ stack, environment, region, body }) ?? []).flatMap(({ actions, resource, context }) =>
      actions.map((action): readonly [string, Call] => [
        `${type}: ${action} on ${resource} with ${JSON.stringify(context)}`,
        { action, resource, context },
      ]),
    ),
  );
  const refused = [...new Map(calls)].filter(([, call]) => !policies.allow(call)).map(([line]) => line);
  return [...new Set(unknown), ...refused].map((line) => `${stack.id}: ${line}`);
}

/** Resources by their type, data sources with `data.` and ephemeral ones with `ephemeral.` before it. */
function blocksOf({ json }: SynthesizedStack): readonly { readonly type: string; readonly body: Arguments }[] {
  const kinds = [
    { prefix: "", blocks: json.resource },
    { prefix: "data.", blocks: json.data },
    { prefix: "ephemeral.", blocks: json.ephemeral },
  ];
  return kinds.flatMap(({ prefix, blocks }) =>
    Object.entries(blocks ?? {}).flatMap(([type, byName]) =>
      Object.values(byName).map((body) => ({ type: `${prefix}${type}`, body })),
    ),
  );
}
