"""What a node asks AWS for. boto3 is imported when a call is made: health and drain do without it most of the time."""

import os
import threading
from collections.abc import Callable
from typing import Any

from .errors import NodeError
from .parameters import Parameters


class Cloud:
    def __init__(self, parameters: Parameters):
        self._parameters = parameters
        #: One for all clients: it reads the models and fetches the credentials once.
        self._session: Any = None
        self._clients: dict[str, Any] = {}
        self._lock = threading.Lock()

    def call(self, service: str, operation: str, **arguments: Any) -> dict[str, Any]:
        """One call; an error of AWS becomes a NodeError with its code, which says what to look at."""
        from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

        method: Callable[..., dict[str, Any]] = getattr(self._client(service), operation)
        try:
            return method(**arguments)
        except ClientError as error:
            detail = error.response.get("Error", {})
            raise CloudError(detail.get("Code", ""), f"{service} {operation}: {detail.get('Code')}: {detail.get('Message')}") from None
        except NoCredentialsError as error:
            # A client that met slow metadata when it was made would stay without credentials for ever.
            with self._lock:
                self._session = None
                self._clients.clear()
            raise CloudError("", f"{service} {operation}: {error}") from None
        except BotoCoreError as error:
            raise CloudError("", f"{service} {operation}: {error}") from None

    def complete_hook(self, hook: str, instance_id: str, result: str = "CONTINUE") -> None:
        try:
            self.call("autoscaling", "complete_lifecycle_action", **self._hook(hook, instance_id), LifecycleActionResult=result)
        except CloudError as error:
            # A node that boots again, or one whose hook ran out, has nothing left to complete.
            if error.code != "ValidationError":
                raise

    def heartbeat(self, hook: str, instance_id: str) -> None:
        self.call("autoscaling", "record_lifecycle_action_heartbeat", **self._hook(hook, instance_id))

    def set_health(self, instance_id: str, healthy: bool) -> None:
        self.call(
            "autoscaling",
            "set_instance_health",
            InstanceId=instance_id,
            HealthStatus="Healthy" if healthy else "Unhealthy",
            ShouldRespectGracePeriod=True,
        )

    def _hook(self, hook: str, instance_id: str) -> dict[str, str]:
        return {
            "LifecycleHookName": hook,
            "AutoScalingGroupName": self._parameters.autoScalingGroup or "",
            "InstanceId": instance_id,
        }

    def _client(self, service: str) -> Any:
        with self._lock:
            if service not in self._clients:
                import boto3
                from botocore.config import Config

                config = Config(connect_timeout=3, read_timeout=5, retries={"max_attempts": 3, "mode": "standard"})
                # boto3 reads this name by itself only since 1.28; Debian 12 has 1.26.
                endpoint = os.environ.get("AWS_ENDPOINT_URL")
                self._session = self._session or boto3.session.Session()
                self._clients[service] = self._session.client(
                    service, region_name=self._parameters.region, endpoint_url=endpoint, config=config
                )
            return self._clients[service]


class CloudError(NodeError):
    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code
