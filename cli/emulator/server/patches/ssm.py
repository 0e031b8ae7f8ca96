"""Public parameters that moto lacks: current images of Ubuntu and Amazon Linux 2023. The values are images that moto knows."""

from moto.core.utils import utcnow
from moto.ssm.models import Parameter, ParameterDict

from .around import around

#: An image of moto's own list; it has no Ubuntu 24.04, and the architecture is not checked.
image = "ami-1e749f67"
ubuntu = "/aws/service/canonical/ubuntu/server/24.04/stable/current"
public = {f"{ubuntu}/{architecture}/hvm/ebs-gp3/ami-id": image for architecture in ("amd64", "arm64")}
amazon_linux = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default"
public |= {f"{amazon_linux}-{architecture}": image for architecture in ("x86_64", "arm64")}


def apply() -> None:
    around(ParameterDict, "_check_loading_status", load)


def load(original, self, key):
    original(self, key)
    if key in public and not dict.get(self, key):
        self[key] = [
            Parameter(
                account_id=self.account_id,
                name=key,
                value=public[key],
                parameter_type="String",
                description=None,
                allowed_pattern=None,
                keyid=None,
                last_modified_date=utcnow(),
                version=1,
                data_type="text",
            )
        ]
