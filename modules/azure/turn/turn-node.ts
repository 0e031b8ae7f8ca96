import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface";
import { Fn, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import type { AzureTurnFleetPlan } from "../../environment/topology";
import { type AzureUserDataInput, azureUserData } from "../../nodes";
import { acceptFindings } from "../../shared/accepted-finding";
import { renderForTerraform } from "../../shared/terraform-template";
import type { Place } from "../place";

/** One TURN node. */
export interface TurnNodeProps {
  readonly place: Place;
  readonly plan: AzureTurnFleetPlan;
  readonly slot: AzureTurnFleetPlan["slots"][number];
  readonly subnetId: string;
  readonly publicAddressId: string;
  /** Identity that opens the shared secret and the bundle. */
  readonly identityId: string;
  /** What the node is told, but for its private address, which its own interface has. */
  readonly userData: Omit<AzureUserDataInput, "address"> & {
    readonly address: Omit<AzureUserDataInput["address"], "private">;
  };
}

/** Name of the user that Azure asks for; no SSH port is open. */
const adminUser = "webrtcadmin";

/** A machine with an address of its own in one zone. */
export class TurnNode extends Construct {
  readonly interfaceId: string;
  readonly addressConfiguration = "primary";

  constructor(scope: Construct, id: string, props: TurnNodeProps) {
    super(scope, id);
    const { place, plan, slot, userData } = props;
    const name = place.local(slot.recordName);
    const network = new NetworkInterface(this, "interface", {
      name,
      ...place.where,
      acceleratedNetworkingEnabled: true,
      ipConfiguration: [
        {
          name: this.addressConfiguration,
          subnetId: props.subnetId,
          privateIpAddressAllocation: "Dynamic",
          publicIpAddressId: props.publicAddressId,
        },
      ],
    });
    acceptFindings(network, {
      rule: "CKV2_AZURE_39",
      reason: "TURN is UDP to an address of the node's own; the security group lets in what the ports table says.",
    });
    const values = { ...userData, address: { ...userData.address, private: network.privateIpAddress } };
    const text = new TerraformLocal(this, "user-data", renderForTerraform(values, azureUserData));
    const [publisher = "", offer = "", sku = "", version = ""] = imageParts(plan);
    new LinuxVirtualMachine(this, "machine", {
      name,
      computerName: slot.recordName,
      ...place.where,
      ...(slot.zone !== undefined && { zone: slot.zone }),
      size: plan.size,
      networkInterfaceIds: [network.id],
      adminUsername: adminUser,
      disablePasswordAuthentication: true,
      adminSshKey: [{ username: adminUser, publicKey: plan.sshKey }],
      identity: { type: "UserAssigned", identityIds: [props.identityId] },
      sourceImageReference: { publisher, offer, sku, version },
      osDisk: {
        caching: "ReadWrite",
        storageAccountType: "Premium_LRS",
        diskSizeGb: plan.fleet.volumeGib,
      },
      // Extensions are a way in for whoever holds the subscription alone.
      allowExtensionOperations: false,
      provisionVmAgent: true,
      patchMode: "ImageDefault",
      bootDiagnostics: {},
      customData: Fn.base64encode(text.asString),
      // New custom data is a new machine, and all of them at once would end every call: nodes are replaced one by one, by taint.
      lifecycle: { ignoreChanges: ["custom_data"] },
    });
    this.interfaceId = network.id;
  }
}

function imageParts(plan: AzureTurnFleetPlan): readonly string[] {
  const { image } = plan.fleet;
  return image.kind === "mutable" ? image.parameter.split(":") : [];
}
