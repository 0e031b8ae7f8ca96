"""Rules that name a group or a prefix list: moto does not tell their description."""

from moto.ec2.models.security_groups import SecurityGroupRule

from .around import around


def apply() -> None:
    around(SecurityGroupRule, "__init__", initialize)
    SecurityGroupRule.description = property(description)


def initialize(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    targets = [value for value in (*args, *kwargs.values()) if isinstance(value, dict) and "PrefixListId" in value]
    self.prefix_list_description = targets[0].get("Description") if targets else None


def description(rule: SecurityGroupRule) -> str | None:
    told = rule.ip_range.get("Description") or (rule.source_group or {}).get("Description")
    return told or rule.prefix_list_description
