"""Rules that name a group or a prefix list: moto keeps their description but does not tell it."""

from moto.ec2.models.security_groups import SecurityGroupRule


def apply() -> None:
    SecurityGroupRule.description = property(description)


def description(rule: SecurityGroupRule) -> str | None:
    for target in (rule.ip_range, rule.source_group, rule.prefix_list_id):
        if isinstance(target, dict) and target.get("Description"):
            return target["Description"]
    return None
