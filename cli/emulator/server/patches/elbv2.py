"""Load balancers: active at once, and the Elastic IPs of a network load balancer's subnets."""

from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer

from .around import around


def apply() -> None:
    around(ELBv2Backend, "create_load_balancer", create_load_balancer)
    zones = FakeLoadBalancer.availability_zones
    FakeLoadBalancer.availability_zones = property(lambda balancer: zones_with_addresses(zones.fget(balancer), balancer))


def create_load_balancer(original, self, name, security_groups, subnet_ids, subnet_mappings=None, **options):
    balancer = original(self, name, security_groups, subnet_ids, subnet_mappings, **options)
    balancer.state = "active"  # else the provider polls again after 30 seconds
    balancer.addresses_by_subnet = {mapping["SubnetId"]: mapping for mapping in subnet_mappings or []}
    return balancer


def zones_with_addresses(zones, balancer):
    addresses_by_subnet = getattr(balancer, "addresses_by_subnet", {})
    result = list(zones)
    for zone, subnet in zip(result, balancer.subnets):
        mapping = addresses_by_subnet.get(subnet.id, {})
        address = {key: mapping[key] for key in ("AllocationId", "PrivateIPv4Address") if mapping.get(key)}
        if address:
            zone.load_balancer_addresses = [address]
    return result
