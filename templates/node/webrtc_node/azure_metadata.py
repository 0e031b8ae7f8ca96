"""Azure's metadata service, as far as it shows the machine's own public address."""

import http.client
import json
import os
import urllib.error
import urllib.request

from .errors import NodeError

#: The instance's own document shows no public address of the SKU Standard; this one does.
_PATH = "metadata/loadbalancer?api-version=2020-10-01"


class AzureMetadata:
    def __init__(self, base: str | None = None, timeout: float = 2.0):
        self._url = f"{(base or os.environ.get('WEBRTC_IMDS', 'http://169.254.169.254')).rstrip('/')}/{_PATH}"
        self._timeout = timeout
        self._shown = False

    def address_fault(self, address: str) -> str:
        """Where the service never showed the address, it is not asked for it: a machine is not red for what Azure does not tell."""
        seen = self._public_addresses()
        if address in seen:
            self._shown = True
            return ""
        if not self._shown:
            return ""
        return f"the public address {address} is gone: instance metadata shows {', '.join(sorted(seen)) or 'none'}"

    def _public_addresses(self) -> set[str]:
        request = urllib.request.Request(self._url, headers={"Metadata": "true"})
        try:
            # A proxy from the environment must never see metadata.
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(request, timeout=self._timeout) as answer:
                found = json.loads(answer.read())["loadbalancer"]["publicIpAddresses"]
                return {entry["frontendIpAddress"] for entry in found}
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return set()
            raise NodeError(f"instance metadata answered {error.code} for the public address") from None
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            raise NodeError(f"instance metadata does not answer for the public address: {error!r}") from None
