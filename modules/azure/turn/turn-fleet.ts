import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { AzureTurnFleetPlan } from "../../environment/topology";
import { turnNodeFiles } from "../../nodes";
import { tagRole } from "../../shared/tags";
import type { Place } from "../place";
import { NodeBundle } from "./node-bundle";
import { TurnBalancer } from "./turn-balancer";
import { TurnNode } from "./turn-node";

/** What of the network layer the fleet stands on. */
export interface TurnFleetGround {
  readonly storageAccountName: string;
  readonly nodeContainer: string;
  readonly vaultUri: string;
  readonly turnIdentityId: string;
  readonly turnIdentityClientId: string;
  readonly turnSubnetId: string;
  /** In the order of the slots. */
  readonly turnAddressIds: string[];
  readonly turnAddresses: string[];
  readonly turnBalancerAddressId: string;
}

/** The TURN fleet of a region. */
export interface TurnFleetProps {
  readonly place: Place;
  readonly plan: AzureTurnFleetPlan;
  readonly environment: string;
  readonly network: TurnFleetGround;
}

/** coturn on machines of our own: the same bundle, ports and limits as on AWS, one address per node. */
export class TurnFleet extends Construct {
  constructor(scope: Construct, id: string, props: TurnFleetProps) {
    super(scope, id);
    tagRole(this, "turn");
    const { place, plan, network } = props;
    const context = { environment: props.environment, region: place.location, domain: plan.domain };
    const bundle = new NodeBundle(this, "bundle", {
      files: turnNodeFiles(plan.fleet, context),
      storageAccountName: network.storageAccountName,
      container: network.nodeContainer,
    });
    const nodes = plan.slots.map((slot, index) => ({
      slot: slot.slot,
      node: new TurnNode(this, `slot-${slot.slot}`, {
        place,
        plan,
        slot,
        subnetId: network.turnSubnetId,
        publicAddressId: Fn.element(network.turnAddressIds, index),
        identityId: network.turnIdentityId,
        userData: {
          context,
          plan: plan.fleet,
          address: { public: Fn.element(network.turnAddresses, index), hostname: slot.hostname },
          identityClientId: network.turnIdentityClientId,
          vaultUri: network.vaultUri,
          secretName: "turn-shared-secret",
          ...(plan.certificate !== undefined && { certificate: plan.certificate }),
          bundle: { url: bundle.url, sha256: bundle.sha256 },
        },
      }),
    }));
    if (plan.tls) {
      new TurnBalancer(this, "balancer", { place, publicAddressId: network.turnBalancerAddressId, nodes });
    }
  }
}
