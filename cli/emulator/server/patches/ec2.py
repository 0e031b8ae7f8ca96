"""Placement groups, detailed monitoring, root volumes, and the IPv6 ranges of subnets."""

import uuid

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.instances import Instance
from moto.ec2.models.subnets import Subnet
from moto.ec2.responses import EC2Response
from moto.ec2.responses.monitoring import Monitoring

from .around import around


def apply() -> None:
    EC2Response.create_placement_group = create_placement_group
    EC2Response.describe_placement_groups = describe_placement_groups
    EC2Response.delete_placement_group = delete_placement_group
    Monitoring.monitor_instances = monitoring("enabled")
    Monitoring.unmonitor_instances = monitoring("disabled")
    Subnet.ipv6_cidr_block_association_set = property(ipv6_ranges)
    around(Instance, "add_block_device", add_block_device)


def placement_groups(response) -> dict:
    return response.ec2_backend.__dict__.setdefault("placement_groups", {})


def create_placement_group(self):
    name = self._get_param("GroupName")
    strategy = self._get_param("Strategy")
    tags = self._parse_tag_specification().get("placement-group", {})
    group = {
        "GroupName": name,
        "GroupId": f"pg-{uuid.uuid4().hex[:17]}",
        "GroupArn": f"arn:aws:ec2:{self.region}:{self.current_account}:placement-group/{name}",
        "State": "available",
        "Strategy": strategy,
        "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
    }
    if strategy == "spread":
        group["SpreadLevel"] = self._get_param("SpreadLevel") or "rack"
    if strategy == "partition":
        group["PartitionCount"] = self._get_int_param("PartitionCount")
    placement_groups(self)[name] = group
    return ActionResult({"PlacementGroup": group})


def describe_placement_groups(self):
    known = placement_groups(self)
    wanted = self._get_param("GroupNames", []) or list(known)
    for name in wanted:
        if name not in known:
            raise EC2ClientError("InvalidPlacementGroup.Unknown", f"The Placement Group '{name}' is unknown.")
    return ActionResult({"PlacementGroups": [known[name] for name in wanted]})


def delete_placement_group(self):
    placement_groups(self).pop(self._get_param("GroupName"), None)
    return EmptyResult()


def monitoring(state: str):
    def operation(self):
        answers = []
        for instance_id in self._get_param("InstanceIds", []):
            self.ec2_backend.get_instance(instance_id).monitoring_state = state
            answers.append({"InstanceId": instance_id, "Monitoring": {"State": state}})
        return ActionResult({"InstanceMonitorings": answers})

    return operation


def ipv6_ranges(subnet: Subnet) -> list:
    """moto answers with keys that the API does not have."""
    return [
        {
            "AssociationId": association["associationId"],
            "Ipv6CidrBlock": association["ipv6CidrBlock"],
            "Ipv6CidrBlockState": {"State": association["ipv6CidrBlockState"]["State"]},
        }
        for association in subnet.ipv6_cidr_block_associations.values()
        if association["ipv6CidrBlockState"]["State"] == "associated"
    ]


def add_block_device(original, self, size, device_path, *rest, **more):
    """moto gives an instance a root volume before it reads the one of the launch template, and forgets the first."""
    first = self.block_device_mapping.get(device_path)
    if first is not None:
        self.ec2_backend.detach_volume(first.volume_id, self.id, device_path)
        self.ec2_backend.delete_volume(first.volume_id)
    original(self, size, device_path, *rest, **more)
