"""Load balancers: active at once, the Elastic IPs of a network load balancer's subnets, and the longest deregistration delay."""

from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer

from .around import around


def apply() -> None:
    around(ELBv2Backend, "create_load_balancer", create_load_balancer)
    around(ELBv2Backend, "modify_target_group_attributes", modify_target_group_attributes)
    zones = FakeLoadBalancer.availability_zones
    FakeLoadBalancer.availability_zones = property(lambda balancer: zones_with_addresses(zones.fget(balancer), balancer))


def create_load_balancer(original, self, name, security_groups, subnet_ids, subnet_mappings=None, **options):
    balancer = original(self, name, security_groups, subnet_ids, subnet_mappings, **options)
    balancer.state = "active"  # else the provider polls again after 30 seconds
    balancer.addresses_by_subnet = {mapping["SubnetId"]: mapping for mapping in subnet_mappings or []}
    return balancer


def modify_target_group_attributes(original, self, target_group_arn, attributes):
    """AWS takes 0 to 3600 seconds; moto refuses the last one."""
    delay = "deregistration_delay.timeout_seconds"
    if attributes.get(delay) != "3600":
        return original(self, target_group_arn, attributes)
    original(self, target_group_arn, {**attributes, delay: "3599"})
    self.target_groups[target_group_arn].attributes[delay] = "3600"


def zones_with_addresses(zones, balancer):
    addresses_by_subnet = getattr(balancer, "addresses_by_subnet", {})
    result = list(zones)
    for zone, subnet in zip(result, balancer.subnets):
        mapping = addresses_by_subnet.get(subnet.id, {})
        address = {key: mapping[key] for key in ("AllocationId", "PrivateIPv4Address") if mapping.get(key)}
        if address:
            zone.load_balancer_addresses = [address]
    return result
