"""What moto does not do, or does differently from AWS in a way that Terraform reports as drift. One module per service."""

from . import (
    acm,
    autoscaling,
    budgets,
    ec2,
    elasticache,
    elbv2,
    launch_templates,
    lifecycle_manager,
    missing_operations,
    prefix_lists,
    route53,
    s3,
    security_group_rules,
    ssm,
)


def apply() -> None:
    for service in (
        missing_operations,
        ec2,
        launch_templates,
        lifecycle_manager,
        prefix_lists,
        security_group_rules,
        elasticache,
        elbv2,
        route53,
        autoscaling,
        budgets,
        acm,
        s3,
        ssm,
    ):
        service.apply()
