"""Buckets: moto ignores the conditions of a policy, so "deny without TLS" would deny everything; and it fails to remove a key
for good whose last version is a delete marker."""

import json

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket, FakeDeleteMarker


def apply() -> None:
    FakeBucket.get_permission = permission
    FakeDeleteMarker.dispose = lambda marker, garbage=False: None  # it holds no content


def permission(self, action: str, resource: str):
    if self.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(self.policy)
    policy["Statement"] = [
        statement
        for statement in policy["Statement"]
        if not (statement["Effect"] == "Deny" and "Condition" in statement)
    ]
    if not policy["Statement"]:
        return PermissionResult.NEUTRAL
    return IAMPolicy(json.dumps(policy)).is_action_permitted(action, resource)
