"""Auto Scaling: instance refreshes, the default warm-up, and values that moto invents for policies and lifecycle hooks."""

import uuid

from moto.autoscaling.models import AutoScalingBackend, FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from .around import around


def apply() -> None:
    around(FakeScalingPolicy, "__init__", initialize_policy)
    around(AutoScalingBackend, "create_lifecycle_hook", create_lifecycle_hook)
    for operation in ("create_auto_scaling_group", "update_auto_scaling_group"):
        around(AutoScalingResponse, operation, keep_default_warmup)
    AutoScalingResponse.start_instance_refresh = start_instance_refresh
    AutoScalingResponse.describe_instance_refreshes = describe_instance_refreshes


def initialize_policy(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    self.enabled = True
    self.predictive_scaling_configuration = self.predictive_scaling_configuration or None


def create_lifecycle_hook(original, self, *args, **kwargs):
    hook = original(self, *args, **kwargs)
    hook.role_arn = hook.notification_target_arn = None
    return hook


def keep_default_warmup(original, self):
    answer = original(self)
    warmup = self._get_int_param("DefaultInstanceWarmup")
    if warmup is not None:
        group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
        group.default_instance_warmup = warmup
    return answer


def refreshes(response) -> list:
    return response.autoscaling_backend.__dict__.setdefault("instance_refreshes", [])


def start_instance_refresh(self):
    """Done at once: the emulator has no machines to replace."""
    refresh = {
        "InstanceRefreshId": str(uuid.uuid4()),
        "AutoScalingGroupName": self._get_param("AutoScalingGroupName"),
        "Status": "Successful",
        "PercentageComplete": 100,
        "StartTime": utcnow(),
    }
    refreshes(self).append(refresh)
    return ActionResult({"InstanceRefreshId": refresh["InstanceRefreshId"]})


def describe_instance_refreshes(self):
    group = self._get_param("AutoScalingGroupName")
    return ActionResult(
        {"InstanceRefreshes": [refresh for refresh in refreshes(self) if refresh["AutoScalingGroupName"] == group]}
    )
