"""A node as the services that change it see it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from .azure_metadata import AzureMetadata
from .cloud import Cloud
from .engines import Engine, make_engine
from .imds import Imds
from .packet_filter import packet_filter_fault
from .parameters import Parameters, load_parameters
from .paths import Paths
from .service_manager import ServiceManager


@dataclass(frozen=True)
class Node:
    parameters: Parameters
    paths: Paths
    engine: Engine
    services: ServiceManager
    #: Absent on a machine without a cloud.
    imds: Imds | None
    cloud: Cloud | None
    sleep: Callable[[float], None] = time.sleep
    packet_filter_fault: Callable[[], str] = packet_filter_fault
    #: Present on Azure, where the address is given and nobody claims another.
    azure: AzureMetadata | None = None


def this_node(paths: Paths) -> Node:
    """The machine that this program runs on."""
    parameters = load_parameters(paths.parameters)
    on_aws = parameters.platform == "aws"
    return Node(
        parameters,
        paths,
        make_engine(parameters, paths),
        ServiceManager(),
        Imds() if on_aws else None,
        Cloud(parameters) if on_aws else None,
        azure=AzureMetadata() if parameters.address and parameters.address.cloud == "azure" else None,
    )
