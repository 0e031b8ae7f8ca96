"""Health checks: keep what the caller gave and invent nothing for checks that have neither port nor interval. Records: one that was
deleted can be created again. Private zones: the networks that know them."""

from moto.route53.models import FakeZone, HealthCheck, Route53Backend
from moto.route53.responses import Route53

from .around import around


def apply() -> None:
    around(HealthCheck, "__init__", initialize)
    around(Route53Backend, "change_resource_record_sets", change_resource_record_sets)
    around(Route53, "create_hosted_zone", create_hosted_zone)
    around(FakeZone, "add_vpc", add_vpc)


def initialize(original, self, health_check_id, caller_reference, health_check_args):
    original(self, health_check_id, caller_reference, health_check_args)
    if self.type_ in ("CLOUDWATCH_METRIC", "CALCULATED"):
        self.port = health_check_args.get("port")
        self.request_interval = None
        self.failure_threshold = None


def create_hosted_zone(original, self):
    """A zone that is made for a network is private, whether the caller says so or not."""
    if self._get_param("VPC.VPCId"):
        asked = self._get_bool_param
        self._get_bool_param = lambda name, default=None: name == "HostedZoneConfig.PrivateZone" or asked(name, default)
    return original(self)


def add_vpc(original, self, vpc_id, vpc_region):
    """moto keeps a network under keys that the API does not have, and looks for it under them."""
    vpc = original(self, vpc_id, vpc_region)
    vpc.update(VPCId=vpc_id, VPCRegion=vpc_region)
    return vpc


def change_resource_record_sets(original, self, zoneid, change_list):
    """moto takes a change that its journal knows for a duplicate if any record sorts after it."""
    zone = self.get_hosted_zone(zoneid)
    held = {identity(record.name, record.type, record.set_identifier) for record in zone.rrsets}
    for change in change_list:
        record = change["ResourceRecordSet"]
        known = identity(record["Name"], record["Type"], record.get("SetIdentifier")) in held
        if change["Action"] == "CREATE" and not known:
            while change in zone.rr_changes:
                zone.rr_changes.remove(change)
    return original(self, zoneid, change_list)


def identity(name: str, kind: str, set_identifier: str | None) -> tuple:
    return name.rstrip("."), kind, set_identifier or None
