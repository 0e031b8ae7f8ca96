"""AWS keeps a prefix list of Route 53's health checkers in every region; moto does not know it."""

from moto.ec2.models.managed_prefixes import ManagedPrefixListBackend

from .around import around

#: Two of the ranges that Route 53 publishes (ip-ranges.json, service ROUTE53_HEALTHCHECKS).
checkers = {"": ["15.177.0.0/18", "54.183.255.128/26"], "ipv6.": ["2600:1f14:7ff:f800::/53"]}


def apply() -> None:
    around(ManagedPrefixListBackend, "create_default_pls", create_default_lists)


def create_default_lists(original, self):
    original(self)
    for kind, ranges in checkers.items():
        self._create_aws_managed_prefix_list(
            address_family="IPv6" if kind else "IPv4",
            entries=[{"Cidr": cidr, "Description": ""} for cidr in ranges],
            name=f"com.amazonaws.{self.region_name}.{kind}route53-healthchecks",
        )
