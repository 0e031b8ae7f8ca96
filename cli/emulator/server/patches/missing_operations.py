"""An operation that moto lacks is answered by 400 at once; its own 500 makes Terraform's provider retry for minutes."""

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse

from .around import around


def apply() -> None:
    around(BaseResponse, "call_action", call_action)


def call_action(original, self):
    try:
        return original(self)
    except NotImplementedError as error:
        refusal = ServiceException(f"the emulator lacks {self.service_name}:{self._get_action()} {error}")
        refusal.code = "MotoNotImplemented"
        refusal.__module__ = type(self).__module__
        status, headers, body = self.serialized(ActionResult(refusal))
        headers["status"] = status
        return status, headers, body
