"""Claims the Elastic IP of a free slot.

Two nodes may look at the same free slot in the same second. AWS lets one of them have it (`AllowReassociation=false`), the other
looks again. Nothing is believed from the answer alone: the pool is read once more, and an address counts only when the pool says
that it is ours."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .cloud import Cloud, CloudError
from .errors import NodeError
from .log import log

#: Answers of AssociateAddress that mean: somebody else was faster, or this one is gone.
_lost = {"Resource.AlreadyAssociated", "InvalidAllocationID.NotFound", "InvalidAddress.NotFound"}


@dataclass(frozen=True)
class Slot:
    allocation_id: str
    public_ip: str
    number: int
    hostname: str
    #: Instance that holds it; empty: free.
    holder: str


class PoolEmpty(NodeError):
    pass


def claim(
    cloud: Cloud,
    pool: str,
    instance_id: str,
    before: str = "",
    rounds: int = 8,
    sleep: Callable[[float], None] = time.sleep,
) -> Slot:
    """The slot of this node: the one that it holds already, otherwise a free one: that which it had `before`, whose sessions then
    go on, or the one with the lowest number."""
    for attempt in range(rounds):
        slots = read_pool(cloud, pool)
        held = [slot for slot in slots if slot.holder == instance_id]
        if held:
            return held[0]
        free = sorted((slot for slot in slots if not slot.holder), key=lambda slot: str(slot.number) != before)
        if not free:
            raise PoolEmpty(
                f"no free address in the pool {pool}: {len(slots)} in all. "
                "A node that leaves frees its address; else raise the fleet's maximum"
            )
        for slot in free:
            if _associate(cloud, slot, instance_id):
                break
        # Read again at once, later after a pause: others that boot at the same time wait for a different while.
        sleep(random.uniform(0.1, 0.5) * attempt)
    raise NodeError(f"the pool {pool} showed no address of this node after {rounds} attempts")


def read_pool(cloud: Cloud, pool: str) -> list[Slot]:
    answer = cloud.call("ec2", "describe_addresses", Filters=[{"Name": "tag:AddressPool", "Values": [pool]}])
    slots = [_slot(address) for address in answer["Addresses"]]
    if not slots:
        raise NodeError(f"no Elastic IP has the tag AddressPool={pool}: was the network layer applied?")
    return sorted(slots, key=lambda slot: slot.number)


def _slot(address: dict[str, Any]) -> Slot:
    tags = {tag["Key"]: tag["Value"] for tag in address.get("Tags", [])}
    number = tags.get("Slot", "")
    holder = address.get("InstanceId") or address.get("NetworkInterfaceId") or address.get("AssociationId") or ""
    return Slot(
        allocation_id=address["AllocationId"],
        public_ip=address["PublicIp"],
        number=int(number) if number.isdigit() else 0,
        hostname=tags.get("Hostname", ""),
        holder=holder,
    )


def _associate(cloud: Cloud, slot: Slot, instance_id: str) -> bool:
    try:
        cloud.call(
            "ec2", "associate_address", AllocationId=slot.allocation_id, InstanceId=instance_id, AllowReassociation=False
        )
    except CloudError as error:
        if error.code not in _lost:
            raise
        log(f"slot {slot.number} ({slot.public_ip}) went to another node")
        return False
    log(f"claimed slot {slot.number} ({slot.public_ip})")
    return True
