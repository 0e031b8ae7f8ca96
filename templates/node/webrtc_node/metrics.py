"""Publishes the node's figures once a minute: to CloudWatch, and as a file for node_exporter."""

import time
from typing import Any

from .cloud import Cloud
from .engines import make_engine
from .errors import NodeError
from .figures import Figure, collect, prometheus_text
from .files import write_atomically
from .log import log
from .parameters import Parameters, load_parameters
from .paths import Paths

#: Seconds; `nodeMetricPeriodSeconds` of modules/shared/metrics.ts.
_PERIOD = 60.0
#: The file is for scrapers that come more often.
_FILE_PERIOD = 10.0


class Deltas:
    """CloudWatch takes what was added since the last value; counters of a kind are added up."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def take(self, figures: list[Figure]) -> dict[str, tuple[float, str]]:
        totals: dict[str, float] = {}
        values: dict[str, tuple[float, str]] = {}
        for figure in figures:
            if not figure.cloud_name:
                continue
            if figure.kind == "gauge":
                values[figure.cloud_name] = (float(figure.value), figure.unit)
            else:
                totals[figure.cloud_name] = totals.get(figure.cloud_name, 0) + figure.value
        for name, total in totals.items():
            before = self._last.get(name, total)
            # A counter that fell was started again.
            values[name] = (total - before if total >= before else total, "Count")
        self._last.update(totals)
        return values


def publish(parameters: Parameters, cloud: Cloud, values: dict[str, tuple[float, str]]) -> None:
    dimensions = [{"Name": "AutoScalingGroupName", "Value": parameters.autoScalingGroup}]
    data: list[dict[str, Any]] = [
        {"MetricName": name, "Dimensions": dimensions, "Value": value, "Unit": unit}
        for name, (value, unit) in sorted(values.items())
    ]
    cloud.call("cloudwatch", "put_metric_data", Namespace=parameters.metricNamespace, MetricData=data)


def main(paths: Paths) -> int:
    parameters = load_parameters(paths.parameters)
    engine = make_engine(parameters, paths)
    cloud = Cloud(parameters) if parameters.platform == "aws" else None
    deltas = Deltas()
    # Not at once: what the node needs to serve comes first.
    due = time.monotonic() + _FILE_PERIOD
    while True:
        figures = collect(parameters, paths, engine)
        write_atomically(paths.textfile, prometheus_text(figures).encode())
        if cloud and time.monotonic() >= due:
            due = time.monotonic() + _PERIOD
            try:
                publish(parameters, cloud, deltas.take(figures))
            except NodeError as error:
                log(f"metrics: {error}", "warning")
        time.sleep(_FILE_PERIOD)
