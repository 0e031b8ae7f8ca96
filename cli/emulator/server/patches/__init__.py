"""What moto does not do, or does differently from AWS in a way that Terraform reports as drift. One module per service."""

from . import autoscaling, budgets, ec2, elbv2, launch_templates, missing_operations, prefix_lists, route53, ssm


def apply() -> None:
    for service in (
        missing_operations,
        ec2,
        launch_templates,
        prefix_lists,
        elbv2,
        route53,
        autoscaling,
        budgets,
        ssm,
    ):
        service.apply()
