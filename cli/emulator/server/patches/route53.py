"""Health checks: keep what the caller gave and invent nothing for checks that have neither port nor interval."""

from moto.route53.models import HealthCheck

from .around import around


def apply() -> None:
    around(HealthCheck, "__init__", initialize)


def initialize(original, self, health_check_id, caller_reference, health_check_args):
    original(self, health_check_id, caller_reference, health_check_args)
    if self.type_ in ("CLOUDWATCH_METRIC", "CALCULATED"):
        self.port = health_check_args.get("port")
        self.request_interval = None
        self.failure_threshold = None
